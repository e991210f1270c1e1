using Guanwei.Rules;
using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>
/// A merge or a split comes true, at once or on its day, in one transaction. Plans that touch one another are not
/// accepted side by side, so that it does not matter which of two units' days is settled first.
/// </summary>
internal static class Succession
{
    // Longer than any action lasts.
    private static readonly TimeSpan afterwards = TimeSpan.FromMinutes(1);

    /// <summary>What is planned for the unit and due.</summary>
    public static async Task<Refusal?> SettleDue(
        Act act, AgencyId agency, IReadOnlyList<IPassesWithAgency> holdings, CancellationToken cancel)
    {
        var today = act.Today;
        var due = await act.Db.Set<AgencySuccessor>()
            .Where(x => x.FromId == agency && x.SettledAt == null && x.Day <= today).ToListAsync(cancel);
        // What is split off leaves before the rest goes elsewhere.
        foreach (var plan in due.OrderBy(x => x.Day).ThenByDescending(x => x.Kind))
        {
            var agencies = act.Db.Set<Agency>();
            var handover = new Handover(
                await agencies.SingleAsync(x => x.Id == plan.FromId, cancel), await agencies.SingleAsync(x => x.Id == plan.ToId, cancel),
                plan.Kind, plan.Kind is SuccessionKind.Merge ? null : await Chosen(act, plan, cancel));
            var reasons = await Against(act, handover, holdings, cancel);
            if (reasons.Count > 0)
            {
                return new Refusal(reasons);
            }
            await Carry(act, plan, handover, holdings, cancel);
        }
        await Glean(act, agency, holdings, cancel);
        return null;
    }

    /// <summary>
    /// What somebody was just adding to the unit while it was handed over follows a moment later: on PostgreSQL both
    /// commit.
    /// </summary>
    private static async Task Glean(
        Act act, AgencyId agency, IReadOnlyList<IPassesWithAgency> holdings, CancellationToken cancel)
    {
        var merge = await act.Db.Set<AgencySuccessor>().AsNoTracking().SingleOrDefaultAsync(
            x => x.FromId == agency && x.Kind == SuccessionKind.Merge && x.SettledAt != null, cancel);
        if (merge is not null)
        {
            var (agencies, heir) = (act.Db.Set<Agency>(), await AgencySuccessor.HeirOf(act.Db, agency, cancel));
            await HandingOver.Run(act, new Handover(
                await agencies.SingleAsync(x => x.Id == agency, cancel), await agencies.SingleAsync(x => x.Id == heir, cancel),
                merge.Kind, null), merge.Day, holdings, cancel);
        }
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
            Reform.Later(act, plan.FromId, act.Now + afterwards, lane: plan.ToId);
        }
        if (act.Db.Entry(handover.To).State is not EntityState.Added)
        {
            act.Touch(handover.To);
        }
        (plan.SettledAt, plan.FromName, plan.ToName) = (act.Now, handover.From.Name, handover.To.Name);
        plan.Happens(act, AgencySuccessor.Settled);
    }

    private static async Task<IReadOnlySet<Guid>> Chosen(Act act, AgencySuccessor plan, CancellationToken cancel) =>
        (await act.Db.Set<HandedOver>().Where(x => x.FromId == plan.FromId && x.ToId == plan.ToId && x.Day == plan.Day)
            .Select(x => x.ObjectId).ToListAsync(cancel)).ToHashSet();
}
