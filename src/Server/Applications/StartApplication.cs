using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>A new draft for the applicant's agency, with its number.</summary>
public static class StartApplication
{
    public const string Verb = "application.start";

    private const string Series = "SQ";

    public sealed record Answer(ApplicationId Id, string Number);

    public static async Task<Outcome<Answer>> Run(Act act, CancellationToken cancel)
    {
        if (act.Actor.Agency is not { } own
            || await act.Db.Set<Agency>().SingleOrDefaultAsync(x => x.Id == own, cancel) is not { ClosedAt: null } agency)
        {
            return Refusals.NotFound();
        }
        var application = new OpeningApplication
        {
            Id = act.NewId<ApplicationId>(),
            AgencyId = agency.Id,
            AgencyName = agency.Name,
            Number = await act.NextNumber(Series, cancel),
            StartedAt = act.Now,
            CreditCode = agency.CreditCode,
        };
        act.Touch(application);
        act.Db.Add(application);
        act.About(OpeningApplication.Kind, application.Id, agency.Id, application);
        await Contributor.Note(act, application, cancel);
        return new Answer(application.Id, application.Number);
    }
}
