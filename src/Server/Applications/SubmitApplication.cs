using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// Hands the application to the agency above; the name is reserved and the decision of the pre-flight kept.
/// </summary>
public static class SubmitApplication
{
    public sealed record Request(ApplicationId Id, int Version);

    public static async Task<Outcome<string>> Run(Act act, Request request, CancellationToken cancel)
    {
        var (application, refusal) = await Deciding.Move(act, request.Id, request.Version, Said.Nothing, [], cancel);
        if (application is null)
        {
            return refusal!;
        }
        var agency = await act.Db.Set<Agency>().SingleAsync(x => x.Id == application.AgencyId, cancel);
        application.AgencyName = agency.Name;
        application.ReviewingAgency = agency.ParentId;
        application.SubmittedAt = act.Now;
        await Contributor.Note(act, application, cancel);
        await NameReservation.Take(act, application, cancel);
        var preflight = await ApplicationPreflight.Of(act.Db, act.InForce, application, act.Today, cancel);
        StoredDecision.Keep(
            act, OpeningApplication.Kind, application.ObjectId, application.AgencyId, preflight.Facts.Scope, preflight.Decision);
        act.TellReviewers(application, "application.submitted");
        return application.Number;
    }
}
