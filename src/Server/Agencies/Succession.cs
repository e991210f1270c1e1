using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>
/// A merge or a split comes true, at once or on its day, in one transaction. Plans that touch one another are not
/// accepted side by side, so that it does not matter which of two units' days is settled first.
/// </summary>
public static class Succession
{
    // Longer than any action lasts.
    private static readonly TimeSpan afterwards = TimeSpan.FromMinutes(1);

    /// <summary>Kind of the job that waits for a plan's day: one for each, so that none holds up another.</summary>
    public const string JobKind = "agency.succession";

    public static void Plan(Act act, AgencySuccessor plan)
    {
        Reform.Later(act, JobKind, plan.AsNews, plan.FromId, Clock.At(plan.Day, TimeOnly.MinValue), lane: plan.FromId);
        plan.Happens(act, AgencySuccessor.Planned);
    }

    /// <summary>The plan's day has come: it comes true, or is set aside with what stands against it.</summary>
    /// <param name="holdings">What passes on with a unit; named in Serve.cs.</param>
    public static InsideWork OnItsDay(IReadOnlyList<IPassesWithAgency> holdings) => async (act, job, cancel) =>
    {
        var (from, to, kind, day) = job.Read<AgencySuccessor.News>();
        var plan = await act.Db.Set<AgencySuccessor>()
            .SingleOrDefaultAsync(x => x.FromId == from && x.ToId == to && x.Kind == kind && x.Day == day, cancel);
        if (plan is { SettledAt: null })
        {
            // A name dated for the same days holds first. A move that cannot be made says so in a job of its own.
            await Reform.Run(act, new(from), cancel);
            if (await Settle(act, plan, holdings, cancel) is { Count: > 0 } reasons)
            {
                (plan.RefusedAt, plan.ReasonsJson) = (act.Now, StoredReasons.Write(reasons));
                plan.Happens(act, AgencySuccessor.Refused);
            }
        }
        else if (plan is { Kind: SuccessionKind.Merge })
        {
            await Glean(act, plan, holdings, cancel);
        }
        return null;
    };

    /// <summary>Carries the plan out; the reasons when something stands against it.</summary>
    public static async Task<IReadOnlyList<Reason>> Settle(
        Act act, AgencySuccessor plan, IReadOnlyList<IPassesWithAgency> holdings, CancellationToken cancel)
    {
        var agencies = act.Db.Set<Agency>();
        if (await agencies.SingleOrDefaultAsync(x => x.Id == plan.ToId, cancel) is not { } to)
        {
            return [AgencyReasons.HeirOutOfSight()];
        }
        var handover = new Handover(
            await agencies.SingleAsync(x => x.Id == plan.FromId, cancel), to, plan.Kind,
            plan.Kind is SuccessionKind.Merge ? null : await Chosen(act, plan, cancel));
        var reasons = await Against(act, handover, holdings, cancel);
        if (reasons.Count == 0)
        {
            await Carry(act, plan, handover, holdings, cancel);
        }
        return reasons;
    }

    /// <summary>
    /// What somebody was just adding to the unit while it was handed over follows a moment later: on PostgreSQL both
    /// commit.
    /// </summary>
    private static async Task Glean(
        Act act, AgencySuccessor merge, IReadOnlyList<IPassesWithAgency> holdings, CancellationToken cancel)
    {
        var (agencies, heir) = (act.Db.Set<Agency>(), await AgencySuccessor.HeirOf(act.Db, merge.FromId, cancel));
        var from = await agencies.SingleAsync(x => x.Id == merge.FromId, cancel);
        act.Touch(from);
        await HandingOver.Run(
            act, new Handover(from, await agencies.SingleAsync(x => x.Id == heir, cancel), merge.Kind, null), merge.Day,
            holdings, cancel);
    }

    /// <summary>What stands against it by itself, when it is asked for and again when its day has come.</summary>
    public static async Task<List<Reason>> Against(
        Act act, Handover handover, IReadOnlyList<IPassesWithAgency> holdings, CancellationToken cancel)
    {
        var (from, to, today) = (handover.From.Id, handover.To.Id, act.Today);
        if (handover.To.ClosedAt is not null || from == to)
        {
            return [from == to ? AgencyReasons.HeirSame() : AgencyReasons.HeirUnknown()];
        }
        if (handover.IsWhole && (
            await act.Db.Set<AgencyClosure>().AnyAsync(x => x.AncestorId == from && x.DescendantId == to, cancel)
            || await act.Db.Set<AgencyParent>().AnyAsync(
                x => x.AgencyId == to && x.ParentId == from && (x.To == null || x.To >= today), cancel)))
        {
            return [AgencyReasons.HeirBelow()];
        }
        var reasons = new List<Reason>();
        foreach (var held in holdings.OfType<IHeldByAgency>())
        {
            reasons.AddRange(await held.Against(act.Db, handover, cancel));
        }
        return reasons;
    }

    public static async Task Carry(
        Act act, AgencySuccessor plan, Handover handover, IReadOnlyList<IPassesWithAgency> holdings, CancellationToken cancel)
    {
        await HandingOver.Run(act, handover, plan.Day, holdings, cancel);
        if (plan.Kind is SuccessionKind.Merge)
        {
            handover.From.ClosedAt = act.Now;
            Reform.Later(act, JobKind, plan.AsNews, plan.FromId, act.Now + afterwards, lane: plan.ToId);
        }
        if (act.Db.Entry(handover.To).State is not EntityState.Added)
        {
            act.Touch(handover.To);
        }
        (plan.SettledAt, plan.FromName, plan.ToName) = (act.Now, handover.From.Name, handover.To.Name);
        (plan.RefusedAt, plan.ReasonsJson) = (null, null);
        plan.Happens(act, AgencySuccessor.Settled);
    }

    private static async Task<IReadOnlySet<Guid>> Chosen(Act act, AgencySuccessor plan, CancellationToken cancel) =>
        (await act.Db.Set<HandedOver>().Where(x => x.FromId == plan.FromId && x.ToId == plan.ToId && x.Day == plan.Day)
            .Select(x => x.ObjectId).ToListAsync(cancel)).ToHashSet();
}
