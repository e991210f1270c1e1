using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>
/// A part of a unit becomes a new unit from a day on (分设). The new one is entered at once, so that its people can be
/// invited before; what was chosen for it passes over on the day. The old one remains.
/// </summary>
public static class SplitAgency
{
    public const string Verb = "agency.split";

    /// <param name="Parent">The unit above the new one.</param>
    /// <param name="Chosen">Ids of the accounts, applications, units and appointments that pass over.</param>
    public sealed record Request(
        AgencyId Agency, int Version, AgencyEntry Entry, AgencyId? Parent, DateOnly From, IReadOnlyCollection<Guid> Chosen);

    /// <summary>Leads to the new unit.</summary>
    public static async Task<Outcome<AgencyId>> Run(
        Act act, Request request, IReadOnlyList<IPassesWithAgency> holdings, CancellationToken cancel)
    {
        var (agency, refusal) = await Reform.Open(act, request.Agency, request.Version, cancel);
        if (agency is null)
        {
            return refusal!;
        }
        var reasons = Reform.NotAllowed(act, agency).ToList();
        reasons.AddRange(await Reform.AgainstDay(act, agency, request.From, cancel));
        var waiting = (await AgencySuccessor.WaitingOf(act.Db, agency.Id, cancel)).FindAll(x => x.FromId == agency.Id);
        reasons.AddRange(waiting.Where(x => x.Kind is SuccessionKind.Merge).Select(AgencyReasons.Waiting));
        reasons.AddRange((await Promised(act, waiting, request.Chosen, cancel)).Select(AgencyReasons.ChosenTwice));
        var held = await Held(act, agency, holdings, cancel);
        if (!request.Chosen.All(held.ContainsKey))
        {
            reasons.Add(AgencyReasons.ChoiceGone());
        }
        var entered = await NewAgency.Add(act, request.Entry, request.Parent, CodeNeed.Later, cancel);
        reasons.AddRange(entered is Outcome<Agency>.Refused refused ? refused.Reasons : []);
        if (entered is not Outcome<Agency>.Done { Answer: var part })
        {
            return new Refusal(reasons);
        }
        var handover = new Handover(agency, part, SuccessionKind.Split, request.Chosen.ToHashSet());
        reasons.AddRange(await Succession.Against(act, handover, holdings, cancel));
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        var plan = AgencySuccessor.Of(act, agency, part, SuccessionKind.Split, request.From);
        if (request.From > act.Today)
        {
            act.Db.AddRange(handover.Chosen!.Select(id => new HandedOver
            {
                FromId = agency.Id, ToId = part.Id, Day = request.From, Kind = held[id], ObjectId = id,
            }));
            Succession.Plan(act, plan);
        }
        else
        {
            await Succession.Carry(act, plan, handover, holdings, cancel);
        }
        return part.Id;
    }

    /// <summary>The plans that wait and by which some of it is to pass to another new unit.</summary>
    private static async Task<IEnumerable<AgencySuccessor>> Promised(
        Act act, List<AgencySuccessor> waiting, IReadOnlyCollection<Guid> chosen, CancellationToken cancel)
    {
        var (to, ids) = (waiting.ConvertAll(x => x.ToId), chosen.ToList());
        var lines = await act.Db.Set<HandedOver>().AsNoTracking()
            .Where(x => to.Contains(x.ToId) && ids.Contains(x.ObjectId)).ToListAsync(cancel);
        return waiting.Where(plan => lines.Exists(x => (x.FromId, x.ToId, x.Day) == (plan.FromId, plan.ToId, plan.Day)));
    }

    /// <summary>The kind of everything that can be chosen, by its id.</summary>
    private static async Task<Dictionary<Guid, string>> Held(
        Act act, Agency agency, IReadOnlyList<IPassesWithAgency> holdings, CancellationToken cancel)
    {
        var kinds = new Dictionary<Guid, string>();
        foreach (var holding in holdings.OfType<IHeldByAgency>())
        {
            foreach (var item in await holding.Passing(act.Db, agency.Id, to: null, act.Today, cancel))
            {
                kinds[item.Id] = holding.Kind;
            }
        }
        return kinds;
    }
}
