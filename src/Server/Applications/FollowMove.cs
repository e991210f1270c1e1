using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// A unit came under another one: what it has in review waits for the new supervisor. The old one no longer sees it, and nobody
/// else may decide.
/// </summary>
public static class FollowMove
{
    /// <summary>Kind of the job that hears <see cref="MoveAgency.Moved"/>.</summary>
    public const string JobKind = "application.follow-move";

    private sealed record Heard(AgencyId Id);

    public static async Task<Refusal?> Run(Act act, Job job, CancellationToken cancel)
    {
        var id = job.Read<Heard>().Id;
        act.About("agency", id, id);
        var agencies = act.Db.Set<Agency>();
        var above = await agencies.Where(x => agencies.Any(unit => unit.Id == id && unit.ParentId == x.Id)).SingleOrDefaultAsync(cancel);
        // A unit at the top: whoever was asked stays asked, until somebody stands above it again.
        if (above is null)
        {
            return null;
        }
        foreach (var application in await act.Db.Set<OpeningApplication>().Where(UnderWay.Is)
            .Where(x => x.AgencyId == id && x.ReviewingAgency != null && x.ReviewingAgency != above.Id).ToListAsync(cancel))
        {
            application.SaysOfItself(act, id, MoveAgency.Verb, $"→ {above.Name}");
            application.Redirect(act, above.Id);
            act.Touch(application);
        }
        return null;
    }
}
