using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Imports;

public enum ImportChoice
{
    /// <summary>The whole list, or nothing.</summary>
    All,

    /// <summary>The lines that are right; the wrong ones are left out.</summary>
    RightOnes,
}

/// <summary>The checked list is entered, by a job that goes on when the page is closed.</summary>
public static class StartAgencyImport
{
    public const string Verb = "agency.import";

    public const string JobKind = "agency.import";

    public sealed record Request(AgencyImportId Import, int Version, ImportChoice Choice);

    public static async Task<Outcome<JobId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var import = await act.Db.Set<AgencyImport>()
            .SingleOrDefaultAsync(x => x.Id == request.Import && x.Appointment == act.Actor.Appointment, cancel);
        if (import is null)
        {
            return Refusals.NotFound();
        }
        act.About("agency-import", import.Id, act.Actor.Agency, import);
        if (await act.Change(import, request.Version) is { } stale)
        {
            return stale;
        }
        if (import.State is not ImportState.Checked)
        {
            return Refusals.NotNow("agency-import", import.State.ToString(), Verb);
        }
        var counts = await act.Db.Set<AgencyImportLine>().Where(x => x.ImportId == import.Id)
            .GroupBy(x => x.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel);
        int Of(LineState state) => counts.SingleOrDefault(x => x.Key == state)?.Count ?? 0;
        if (Of(LineState.Ready) == 0)
        {
            return Refusal.Of(Refusals.Because("IMPORT_NOTHING_READY", ImportSheet.Place));
        }
        if (request.Choice is ImportChoice.All && Of(LineState.Wrong) is var wrong and > 0)
        {
            return Refusal.Of(Refusals.Because("IMPORT_LINES_WRONG", ImportSheet.Place, Argument.Number("count", wrong)));
        }
        var job = act.Enqueue(JobKind, new { Import = import.Id }, job =>
        {
            job.UniqueKey = import.Id.ToString();
            job.ObjectKind = "agency-import";
            job.ObjectId = import.Id.ToString();
            job.Total = Of(LineState.Ready);
        });
        import.State = ImportState.Running;
        import.Job = job.Id;
        return job.Id;
    }
}
