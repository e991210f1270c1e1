using Guanwei.Server.Actions;

namespace Guanwei.Server.Agencies;

/// <summary>A unit that is no more: it stays with its history, holds nothing and takes nothing new.</summary>
public static class CloseAgency
{
    public const string Verb = "agency.close";

    public sealed record Request(AgencyId Agency, int Version);

    public static async Task<Outcome<AgencyId>> Run(
        Act act, Request request, IEnumerable<IHeldByAgency> holdings, CancellationToken cancel)
    {
        var (agency, refusal) = await Reform.Open(act, request.Agency, request.Version, cancel);
        if (agency is null)
        {
            return refusal!;
        }
        var reasons = Reform.NotAllowed(act, agency).ToList();
        reasons.AddRange((await AgencySuccessor.WaitingOf(act.Db, agency.Id, cancel)).Select(AgencyReasons.Waiting));
        foreach (var holding in holdings)
        {
            if (await holding.Count(act.Db, agency.Id, act.Today, cancel) is var count and > 0)
            {
                reasons.Add(AgencyReasons.Holds(holding.Kind, count));
            }
        }
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        agency.ClosedAt = act.Now;
        return agency.Id;
    }
}
