using Guanwei.Server.Actions;
using Guanwei.Server.Files;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Vision;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Guanwei.Server.Applications;

/// <summary>
/// The files of an application as a reader sees them: in place, in their own kind, and unable to do anything. Whoever
/// sees the application sees its files.
/// </summary>
internal static class DocumentRoutes
{
    private const string Policy = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'";

    public static void Map(IEndpointRouteBuilder applications)
    {
        applications.MapGet("/{id}/documents/{document}", Show).Needs("page.applications");
        applications.MapGet("/{id}/evidence/{record}", ShowEvidence).Needs("page.applications");
    }

    private static async Task<IResult> Show(
        HttpContext http, Databases databases, FileVault vault, InForceSource inForce, ApplicationId id, DocumentId document,
        CancellationToken cancel)
    {
        await using var db = databases.OpenFor(http.Actor()!);
        var file = await db.Set<ApplicationDocument>()
            .Where(x => x.Id == document && x.ObjectId == id.Value).Select(x => (FileId?)x.FileId).SingleOrDefaultAsync(cancel);
        return await Send(http, db, vault, inForce, file, cancel);
    }

    private static async Task<IResult> ShowEvidence(
        HttpContext http, Databases databases, FileVault vault, InForceSource inForce, ApplicationId id, OperationId record,
        CancellationToken cancel)
    {
        await using var db = databases.OpenFor(http.Actor()!);
        var file = await db.Set<CertificationRecord>()
            .Where(x => x.Id == record && x.ObjectId == id.Value).Select(x => x.EvidenceFileId).SingleOrDefaultAsync(cancel);
        return await Send(http, db, vault, inForce, file, cancel);
    }

    private static async Task<IResult> Send(
        HttpContext http, PlatformDb db, FileVault vault, InForceSource inForce, FileId? id, CancellationToken cancel)
    {
        if (id is not { } wanted || await db.Set<StoredFile>().SingleOrDefaultAsync(x => x.Id == wanted, cancel) is not { } file)
        {
            return Results.NotFound();
        }
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.XFrameOptions = "SAMEORIGIN";
        var name = new ContentDispositionHeaderValue("inline");
        name.SetHttpFileName(file.Name);
        http.Response.Headers.ContentDisposition = name.ToString();
        return Results.Stream(vault.Open(file.Id.Value, inForce.Current.Keys), MediaOf(file.Kind));
    }

    private static string MediaOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Jpeg => "image/jpeg",
        DocumentKind.Png => "image/png",
        DocumentKind.Pdf => "application/pdf",
        _ => "application/octet-stream",
    };
}
