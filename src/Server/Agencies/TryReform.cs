using Guanwei.Server.Actions;

namespace Guanwei.Server.Agencies;

/// <summary>
/// A merge or split that did not come true on its day is tried again, once what stood against it is mended. It takes
/// effect today; its history keeps the day that was planned.
/// </summary>
public static class TryReform
{
    public const string Verb = "agency.try-again";

    public sealed record Request(AgencyId Agency, int Version, AgencyId To);

    public static async Task<Outcome<AgencyId>> Run(
        Act act, Request request, IReadOnlyList<IPassesWithAgency> holdings, CancellationToken cancel)
    {
        var (agency, refusal) = await Reform.Open(act, request.Agency, request.Version, cancel);
        if (agency is null)
        {
            return refusal!;
        }
        var reasons = Reform.NotAllowed(act, agency).ToList();
        var plan = (await AgencySuccessor.WaitingOf(act.Db, agency.Id, cancel))
            .Find(x => x.FromId == agency.Id && x.ToId == request.To && x.Day <= act.Today);
        if (plan is null)
        {
            reasons.Add(AgencyReasons.NothingWaits());
        }
        if (reasons.Count == 0)
        {
            reasons.AddRange(await Succession.Settle(act, plan!, holdings, cancel));
        }
        return reasons.Count > 0 ? new Refusal(reasons) : agency.Id;
    }
}
