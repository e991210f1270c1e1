using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>
/// A merge or split whose day has not come is called off. A unit that was entered for a split stays as it is: it may
/// have people by now, and is closed like any other if nobody wants it.
/// </summary>
public static class CallOffReform
{
    public const string Verb = "agency.call-off";

    public sealed record Request(AgencyId Agency, int Version, AgencyId To);

    public static async Task<Outcome<AgencyId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var (agency, refusal) = await Reform.Open(act, request.Agency, request.Version, cancel);
        if (agency is null)
        {
            return refusal!;
        }
        var reasons = Reform.NotAllowed(act, agency).ToList();
        var plan = (await AgencySuccessor.WaitingOf(act.Db, agency.Id, cancel))
            .Find(x => x.FromId == agency.Id && x.ToId == request.To);
        if (plan is null)
        {
            reasons.Add(AgencyReasons.NothingWaits());
        }
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        act.Db.RemoveRange(await act.Db.Set<HandedOver>()
            .Where(x => x.FromId == plan!.FromId && x.ToId == plan.ToId && x.Day == plan.Day).ToListAsync(cancel));
        act.Db.Remove(plan!);
        plan!.Happens(act, AgencySuccessor.CalledOff);
        return agency.Id;
    }
}
