using Guanwei.Rules;
using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>
/// A unit goes into another one from a day on (合并): what it has passes over, its people go on in the same roles, and it
/// is closed. Its names, its code and what was done in its name stay with its history.
/// </summary>
public static class MergeAgency
{
    public const string Verb = "agency.merge";

    public sealed record Request(AgencyId Agency, int Version, AgencyId? Into, DateOnly From);

    public static async Task<Outcome<AgencyId>> Run(
        Act act, Request request, IReadOnlyList<IPassesWithAgency> holdings, CancellationToken cancel)
    {
        var (agency, refusal) = await Reform.Open(act, request.Agency, request.Version, cancel);
        if (agency is null)
        {
            return refusal!;
        }
        var into = await act.Db.Set<Agency>().SingleOrDefaultAsync(x => x.Id == request.Into, cancel);
        var reasons = Reform.NotAllowed(act, agency).ToList();
        reasons.AddRange(await Reform.AgainstDay(act, agency, request.From, cancel));
        reasons.AddRange(await AgainstPlans(act, agency, into, cancel));
        reasons.AddRange(await AgainstHeir(act, agency, into, holdings, cancel));
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        var plan = AgencySuccessor.Of(act, agency, into!, SuccessionKind.Merge, request.From);
        if (request.From > act.Today)
        {
            // Whoever plans at the same moment what becomes of the successor has read that nothing waits for it.
            act.Touch(into!);
            Succession.Plan(act, plan);
        }
        else
        {
            await Succession.Carry(act, plan, new Handover(agency, into!, SuccessionKind.Merge, null), holdings, cancel);
        }
        return agency.Id;
    }

    private static async Task<IEnumerable<Reason>> AgainstPlans(Act act, Agency agency, Agency? into, CancellationToken cancel)
    {
        var waiting = await AgencySuccessor.WaitingOf(act.Db, agency.Id, cancel);
        if (into is not null)
        {
            waiting.AddRange((await AgencySuccessor.WaitingOf(act.Db, into.Id, cancel))
                .Where(x => x.FromId == into.Id && x.ToId != agency.Id && x.Kind is SuccessionKind.Merge));
        }
        return waiting.Select(AgencyReasons.Waiting);
    }

    private static async Task<List<Reason>> AgainstHeir(
        Act act, Agency agency, Agency? into, IReadOnlyList<IPassesWithAgency> holdings, CancellationToken cancel)
    {
        if (into is null)
        {
            return [AgencyReasons.HeirUnknown()];
        }
        var handover = new Handover(agency, into, SuccessionKind.Merge, null);
        var reasons = await Succession.Against(act, handover, holdings, cancel);
        // It must be a body that may have accounts, by the rules of today.
        var (wrong, rules) = EntryCheck.Of(AgencyEntry.Of(into), CodeNeed.Later, act.InForce, act.Today);
        act.Under(rules);
        reasons.AddRange(wrong);
        return reasons;
    }
}
