using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.People;
using Guanwei.Server.Ui;
using Guanwei.Vision;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Guanwei.Server.Files;

/// <summary>
/// Files come in by one route and go out by two: kept on the reader's machine, or looked at in a frame.
/// </summary>
public static class FileRoutes
{
    // The parts beside the file: token, purpose, the multipart frame itself.
    private const long Frame = 1 << 20;

    // Nothing may run, load or send from within a file; a PDF's viewer cannot live in a sandbox, so its kind alone is
    // let out of it.
    private const string Sandboxed = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
    private const string PdfViewer = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/files").WithTags("files");
        group.MapPost("", Upload).TakesFiles().Needs(UploadFile.Verb);
        group.MapMethods("/{id}", ["GET", "HEAD"], Download);
        group.MapMethods("/{id}/view", ["GET", "HEAD"], View);
    }

    /// <summary>For every route with a file in its form: room above the rules' limits, so that the rule answers; and in
    /// memory, for the framework would lay what is larger than 64 KB on the disk, unsealed.</summary>
    public static TBuilder TakesFiles<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder
        .WithMetadata(new RequestSizeLimitAttribute(Reception.MostBytes + Frame))
        .WithFormOptions(
            memoryBufferThreshold: (int)(Reception.MostBytes + Frame), multipartBodyLengthLimit: Reception.MostBytes + Frame);

    private static async Task<IResult> Upload(
        HttpContext http, Reception reception, Actions.Actions actions, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        if (reception.Purposes.Of(form["purpose"].ToString()) is not { } purpose)
        {
            return Refused(http, [Refusals.Because(InspectionReasons.PurposeUnknownCode, InspectionReasons.Place)]);
        }
        if (form.Files.GetFile("file") is not { } sent)
        {
            return Refused(http, [Refusals.Because(InspectionReasons.MissingCode, InspectionReasons.Place)]);
        }
        await using var content = sent.OpenReadStream();
        await using var arrival = await reception.Receive(content, sent.FileName, stop);
        var outcome = await actions.Do<UploadFile.Taken>(
            http.Actor()!, OperationOf(form), UploadFile.Verb, act => UploadFile.Run(act, new(arrival, purpose), stop), stop);
        return outcome switch
        {
            Outcome<UploadFile.Taken>.Refused refused => Refused(http, refused.Reasons),
            Outcome<UploadFile.Taken>.Done { Answer: var taken } when WantsJson(http) => Results.Json(
                new { Id = taken.Id.ToString(), taken.Name, taken.Size, taken.Kind, taken.Sha256 }, statusCode: StatusCodes.Status201Created),
            _ => Answers.Done(Paths.Back(form["back"])),
        };
    }

    private static Task<IResult> Download(FileId id, HttpContext http, Reading reading, CancellationToken stop) =>
        Answer(id, http, reading, inline: false, stop);

    private static Task<IResult> View(FileId id, HttpContext http, Reading reading, CancellationToken stop) =>
        Answer(id, http, reading, inline: true, stop);

    private static async Task<IResult> Answer(FileId id, HttpContext http, Reading reading, bool inline, CancellationToken stop)
    {
        if (http.Actor() is not { } actor || await reading.Find(actor, id, stop) is not { } file
            || (inline && file.Kind is not (DocumentKind.Jpeg or DocumentKind.Png or DocumentKind.Pdf)))
        {
            return Results.NotFound();
        }
        var disposition = new ContentDispositionHeaderValue(inline ? "inline" : "attachment");
        disposition.SetHttpFileName(ShownName.Of(file.Name));
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.ContentSecurityPolicy = inline && file.Kind is DocumentKind.Pdf ? PdfViewer : Sandboxed;
        return Results.Stream(
            reading.Open(file), TypeOf(file.Kind), enableRangeProcessing: true, lastModified: file.MadeAt,
            entityTag: new EntityTagHeaderValue($"\"{file.Sha256Hex}\""));
    }

    private static IResult Refused(HttpContext http, IReadOnlyList<Reason> reasons) => WantsJson(http)
        ? Results.Json(new { Reasons = reasons.InWords() }, statusCode: StatusCodes.Status422UnprocessableEntity)
        : Answers.Refuse<RefusedPage>(reasons.InWords());

    private static bool WantsJson(HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);

    private static OperationId OperationOf(IFormCollection form) =>
        OperationId.TryParse(form["operation"], null, out var operation) ? operation
        : Guid.TryParse(form["operation"], out var id) ? OperationId.From(id)
        : OperationId.From(Guid.CreateVersion7());

    private static string TypeOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Jpeg => "image/jpeg",
        DocumentKind.Png => "image/png",
        DocumentKind.Pdf => "application/pdf",
        DocumentKind.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        DocumentKind.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        DocumentKind.Text => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}
