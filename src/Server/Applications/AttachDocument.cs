using Guanwei.Rules.Documents;
using Guanwei.Server.Actions;

namespace Guanwei.Server.Applications;

/// <summary>A file becomes a document of the application; it takes the place of the one of its kind.</summary>
public static class AttachDocument
{
    public const string Verb = "application.attach-document";

    /// <summary>What is known of the file from its inspection.</summary>
    public sealed record File(
        Guid Id, string Name, MediaKind Media, long Bytes, string Sha256, int Pages, Legibility Legibility);

    public sealed record Request(ApplicationId Id, int Version, DocumentKind Kind, File File);

    public static async Task<Outcome<DocumentId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var (application, refusal) = await Editing.Open(act, request.Id, request.Version, cancel);
        if (application is null)
        {
            return refusal!;
        }
        await RemoveDocument.TakeOut(act, application, request.Kind, cancel);
        var document = new ApplicationDocument
        {
            Id = act.NewId<DocumentId>(),
            AgencyId = application.AgencyId,
            ObjectId = application.ObjectId,
            Kind = request.Kind,
            FileId = request.File.Id,
            FileName = request.File.Name,
            Media = request.File.Media,
            Bytes = request.File.Bytes,
            Sha256 = request.File.Sha256,
            Pages = request.File.Pages,
            Legibility = request.File.Legibility,
            UploadedAt = act.Now,
            UploadedBy = act.Actor.Name,
        };
        act.Db.Add(document);
        return document.Id;
    }
}
