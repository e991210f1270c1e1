using Guanwei.Rules;
using Guanwei.Rules.Documents;
using Guanwei.Server.Actions;
using Guanwei.Server.Files;
using Microsoft.EntityFrameworkCore;
using VisionKind = Guanwei.Vision.DocumentKind;

namespace Guanwei.Server.Applications;

/// <summary>What files an application carries, and how one comes in.</summary>
public static class ApplicationFiles
{
    private static readonly IReadOnlyList<VisionKind> accepted = [VisionKind.Jpeg, VisionKind.Png, VisionKind.Pdf];

    public static readonly FilePurpose Document = new("application.document", "log.retention.months", accepted);

    public static readonly FilePurpose Evidence = new("application.evidence", "log.retention.months", accepted);

    /// <summary>Whoever sees the application sees its files.</summary>
    public static readonly FileOwner Owner = new(
        OpeningApplication.Kind, "page.applications",
        (db, id, cancel) => db.Set<OpeningApplication>().AnyAsync(x => x.ObjectId == id, cancel),
        (db, before) => UnneededApplications.Since(db, before).Select(x => x.ObjectId),
        UnneededApplications.Forget);

    /// <summary>
    /// Makes the row of an uploaded file, in the verb's transaction, as a file of the application's agency: a
    /// third-party reviewer has none. Refuses with everything that the rules and the inspection say of it.
    /// </summary>
    public static async Task<Refusal?> Take(
        Act act, OpeningApplication application, Arrival arrival, FilePurpose purpose, Place place, CancellationToken cancel)
    {
        var reasons = await UploadFile.Reasons(act, arrival, purpose, cancel);
        if (reasons.Any(reason => reason.Severity == Severity.Block))
        {
            return Refusal.Of(reasons.Select(reason => reason with { Place = place }));
        }
        arrival.Store(act, purpose, application.AgencyId, OpeningApplication.Kind, application.ObjectId);
        return null;
    }

    /// <summary>
    /// A file that may stand in this application: its own, or a loose one of the same agency. Attached from now on.
    /// </summary>
    public static async Task<StoredFile?> Find(Act act, OpeningApplication application, FileId id, CancellationToken cancel)
    {
        // Also finds what this very action has just taken in and not saved yet.
        var file = act.Db.Set<StoredFile>().Local.FirstOrDefault(x => x.Id == id)
            ?? await act.Db.Set<StoredFile>().SingleOrDefaultAsync(x => x.Id == id, cancel);
        return file is not null && file.AgencyId == application.AgencyId
            && file.AttachTo(OpeningApplication.Kind, application.ObjectId) ? file : null;
    }

    public static DocumentFacts Facts(DocumentKind kind, StoredFile file) => new(
        kind, MediaOf(file.Kind), file.Size, file.Sha256Hex, file.Pages, Legibility.Readable);

    public static DocumentFacts Facts(DocumentKind kind, Arrival arrival) => new(
        kind, MediaOf(arrival.Kind), arrival.Size, arrival.Sha256, arrival.Pages,
        arrival.Encrypted ? Legibility.Encrypted : arrival.Readable ? Legibility.Readable : Legibility.Unreadable);

    private static MediaKind MediaOf(VisionKind kind) => kind switch
    {
        VisionKind.Jpeg => MediaKind.Jpeg,
        VisionKind.Png => MediaKind.Png,
        VisionKind.Pdf => MediaKind.Pdf,
        _ => MediaKind.Other,
    };
}
