using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Files;
using Guanwei.Server.PersonalData;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// Applications that nobody has needed since an instant: turned down, withdrawn, never handed in, or ended in an
/// account that was closed. What runs is needed, and so is what an open account rests on.
/// </summary>
public static class UnneededApplications
{
    private static readonly ApplicationState[] left = [ApplicationState.Draft, ApplicationState.Rejected, ApplicationState.Withdrawn];

    public static IQueryable<OpeningApplication> Since(PlatformDb db, DateTimeOffset before)
    {
        var accounts = db.Set<Account>();
        return db.Set<OpeningApplication>().Where(x => (left.Contains(x.State) && x.ChangedAt < before)
            || (x.State == ApplicationState.Certified
                && accounts.Any(account => account.ApplicationId == x.ObjectId && account.ClosedAt < before)));
    }

    /// <summary>
    /// The documents stay as lines of the history, without their files and the names the senders gave them; a draft
    /// must be given them anew.
    /// </summary>
    public static async Task Forget(Act act, IReadOnlyList<FileId> files, CancellationToken cancel)
    {
        foreach (var document in await act.Db.Set<ApplicationDocument>().Where(x => files.Contains(x.FileId)).ToListAsync(cancel))
        {
            (document.FileName, document.RemovedAt) = (Declared.Gone, document.RemovedAt ?? act.Now);
        }
        foreach (var record in await act.Db.Set<CertificationRecord>()
            .Where(x => x.EvidenceFileId != null && files.Contains(x.EvidenceFileId.Value)).ToListAsync(cancel))
        {
            (record.EvidenceFileId, record.EvidenceFileName) = (null, null);
        }
    }
}
