using Guanwei.Server.Actions;

namespace Guanwei.Server.Agencies;

/// <summary>
/// A unit is entered below another one of the actor's scope; only the installation's officer enters a top unit.
/// </summary>
public static class EnterAgency
{
    public const string Verb = "agency.enter";

    public sealed record Request(AgencyEntry Entry, AgencyId? Parent);

    public static async Task<Outcome<AgencyId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var outcome = await NewAgency.Add(act, request.Entry, request.Parent, CodeNeed.Later, cancel);
        if (outcome is Outcome<Agency>.Refused refused)
        {
            return new Refusal(refused.Reasons);
        }
        var agency = outcome.Required;
        act.About("agency", agency.Id, agency.Id, agency);
        return agency.Id;
    }
}
