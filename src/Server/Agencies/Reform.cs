using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>
/// What every change of a unit begins with; and a dated change of its name or parent takes effect: at once, or on its
/// day by a job. Merges and splits have jobs of their own (<see cref="Succession"/>).
/// </summary>
public static class Reform
{
    public const string Verb = "agency.reform";

    /// <summary>Kind of the job that waits for the day.</summary>
    public const string JobKind = "agency.reform";

    public sealed record Request(AgencyId Agency);

    /// <summary>The unit, at the version the person saw.</summary>
    internal static async Task<(Agency? Agency, Refusal? Refusal)> Open(
        Act act, AgencyId id, int seenVersion, CancellationToken cancel)
    {
        var agency = await act.Db.Set<Agency>().SingleOrDefaultAsync(x => x.Id == id, cancel);
        if (agency is null)
        {
            return (null, Refusals.NotFound());
        }
        act.About("agency", agency.Id, agency.Id, agency);
        return await act.Change(agency, seenVersion) is { } stale ? (null, stale) : (agency, null);
    }

    /// <summary>Who stands below does not change what stands at the top of their own scope; a closed unit changes no more.</summary>
    internal static IEnumerable<Reason> NotAllowed(Act act, Agency agency)
    {
        if (agency.ClosedAt is not null)
        {
            yield return AgencyReasons.Closed();
        }
        if (!act.Actor.Scope.Everything && act.Actor.Agency == agency.Id)
        {
            yield return AgencyReasons.Own();
        }
    }

    /// <summary>What passes over cannot pass over in the past, nor before a change of the unit that is already dated.</summary>
    internal static async Task<IEnumerable<Reason>> AgainstDay(Act act, Agency agency, DateOnly day, CancellationToken cancel)
    {
        if (day < act.Today)
        {
            return [AgencyReasons.DayPast()];
        }
        var last = (await act.Db.Set<AgencyParent>().Where(x => x.AgencyId == agency.Id).Select(x => x.From)
            .Union(act.Db.Set<AgencyName>().Where(x => x.AgencyId == agency.Id).Select(x => x.From)).ToListAsync(cancel))
            .Append(DateOnly.MinValue).Max();
        return day < last ? [AgencyReasons.Before(last)] : [];
    }

    internal static void OnDay(Act act, AgencyId agency, DateOnly day) =>
        Later(act, JobKind, new Request(agency), agency, Clock.At(day, TimeOnly.MinValue), lane: agency);

    internal static void Later(Act act, string kind, object payload, AgencyId agency, DateTimeOffset due, AgencyId lane) =>
        act.Enqueue(kind, payload, job =>
        {
            (job.Due, job.AgencyId) = (due, lane);
            (job.ObjectKind, job.ObjectId) = ("agency", agency.ToString());
        });

    public static async Task<Refusal?> OnItsDay(Act act, Job job, CancellationToken cancel) =>
        await Run(act, job.Read<Request>(), cancel) is Outcome<AgencyId>.Refused refused ? new Refusal(refused.Reasons) : null;

    /// <summary>Takes over the name and the parent that are in force today. Safe to repeat; what has come true already stays.</summary>
    public static async Task<Outcome<AgencyId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var agency = await act.Db.Set<Agency>().SingleOrDefaultAsync(x => x.Id == request.Agency, cancel);
        if (agency is null)
        {
            return Refusals.NotFound();
        }
        act.About("agency", agency.Id, agency.Id, agency);
        act.Touch(agency);
        if (agency.ClosedAt is not null)
        {
            return agency.Id;
        }
        var today = act.Today;
        agency.Name = await act.Db.Set<AgencyName>().Where(x => x.AgencyId == agency.Id && x.From <= today)
            .OrderByDescending(x => x.From).Select(x => x.Name).FirstAsync(cancel);
        var above = await act.Db.Set<AgencyParent>()
            .Where(x => x.AgencyId == agency.Id && x.From <= today && (x.To == null || x.To >= today))
            .ToListAsync(cancel);
        // Vertical units answer to their system's upper unit, the others to the government of their place.
        var wanted = above.OrderByDescending(x => (x.Kind is ParentKind.System) == agency.Vertical).FirstOrDefault()?.ParentId;
        if (wanted is { } planned)
        {
            // Merged into another one since the move was planned, by somebody who does not see this unit.
            wanted = await AgencySuccessor.HeirOf(act.Db, planned, cancel);
        }
        if (wanted != agency.ParentId)
        {
            if (!await AgencyTree.Move(act, agency, wanted, cancel))
            {
                return Refusal.Of(AgencyReasons.Circle());
            }
            act.Happen(MoveAgency.Moved, agency.Id);
        }
        return agency.Id;
    }
}
