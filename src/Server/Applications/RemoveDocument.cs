using Guanwei.Rules.Documents;
using Guanwei.Server.Actions;
using Guanwei.Server.Files;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>Takes a document out of an open application.</summary>
public static class RemoveDocument
{
    public const string Verb = "application.remove-document";

    public sealed record Request(ApplicationId Id, int Version, DocumentKind Kind);

    public static async Task<Outcome<int>> Run(Act act, Request request, CancellationToken cancel)
    {
        var (application, refusal) = await Editing.Open(act, request.Id, request.Version, cancel);
        if (application is null)
        {
            return refusal!;
        }
        return await TakeOut(act, application, request.Kind, cancel) ? application.Version : Refusals.NotFound();
    }

    /// <summary>
    /// What a submission has contained, or a claim rested on, stays as history; what nobody has seen yet goes. False when there is none.
    /// </summary>
    internal static async Task<bool> TakeOut(
        Act act, OpeningApplication application, DocumentKind kind, CancellationToken cancel)
    {
        var document = await act.Db.Set<ApplicationDocument>()
            .SingleOrDefaultAsync(x => x.ObjectId == application.ObjectId && x.Kind == kind && x.RemovedAt == null, cancel);
        if (document is null)
        {
            return false;
        }
        var isSeen = application.SubmittedAt is { } submitted && document.UploadedAt <= submitted;
        if (isSeen || await FeeWaiving.RestsOn(act, document, cancel))
        {
            document.RemovedAt = act.Now;
        }
        else
        {
            act.Db.Remove(document);
            (await act.Db.Set<StoredFile>().SingleOrDefaultAsync(x => x.Id == document.FileId, cancel))?.Detach(act.Now);
        }
        return true;
    }
}
