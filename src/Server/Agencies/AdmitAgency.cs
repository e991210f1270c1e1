using Guanwei.Server.Actions;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>A supervisor takes the asking unit in: it enters the tree, and who asked is invited as its clerk.</summary>
public static class AdmitAgency
{
    public const string Verb = "agency.admit";

    public sealed record Request(AgencyRequestId Id, int Version);

    public static async Task<Outcome<AgencyId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var asked = await act.Db.Set<AgencyRequest>().SingleOrDefaultAsync(x => x.Id == request.Id, cancel);
        if (asked is null)
        {
            return Refusals.NotFound();
        }
        if (await AgencyRequest.Table.Make(act, asked, request.Version, Said.Nothing, cancel) is { } refusal)
        {
            return refusal;
        }
        var outcome = await NewAgency.Add(act, asked.Entry, asked.AgencyId, CodeNeed.Now, cancel);
        if (outcome is Outcome<Agency>.Refused refused)
        {
            return new Refusal(refused.Reasons);
        }
        asked.AdmittedAs = outcome.Required.Id;
        return outcome.Required.Id;
    }
}
