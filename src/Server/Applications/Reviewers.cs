using Guanwei.Rules;
using Guanwei.Rules.Eligibility;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Notifications;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// Whether anybody could take up an application at the agency that decides. That agency lies outside the applicant's
/// scope: they are
/// told whether there is somebody, and not who.
/// </summary>
public static class Reviewers
{
    private const string Vacant = "NO_REVIEWER";
    private const string VacantAndTold = "NO_REVIEWER_TOLD";
    private const string VacantWithoutClock = "NO_REVIEWER_NO_CLOCK";
    private const string VacantWithoutClockAndTold = "NO_REVIEWER_NO_CLOCK_TOLD";

    /// <summary>
    /// A warning where nobody holds the office, with who was told of it. It never blocks: the submission is what sets
    /// the system
    /// officers to appoint somebody, and the time for the review runs from it all the same.
    /// </summary>
    /// <param name="reviewing">The agency that decides; none has its own reason, which blocks.</param>
    public static async Task<IReadOnlyList<Reason>> Missing(
        Databases databases, InForce inForce, AgencyId? reviewing, Scope scope, DateOnly today,
        CancellationToken cancel)
    {
        if (reviewing is not { } named)
        {
            return [];
        }
        await using var db = databases.OpenForSystem("whether the agency that decides has a reviewer");
        var reached = await Recipients.Resolve(db, Recipient.In(News.Supervisor, named), today, cancel);
        if (reached.People.Count > 0)
        {
            return [];
        }
        var agency = reached.Agency ?? named;
        var name = await db.Set<Agency>().Where(x => x.Id == agency).Select(x => x.Name).SingleAsync(cancel);
        // What was told of an earlier vacancy tells nothing of this one.
        var lastDay = await db.Set<Appointment>().Where(x => x.Role == News.Supervisor && x.AgencyId == agency && x.To < today)
            .MaxAsync(x => x.To, cancel);
        var since = lastDay is { } day ? Clock.At(day.AddDays(1), TimeOnly.MinValue) : DateTimeOffset.UnixEpoch;
        var about = agency.ToString();
        var told = await db.Set<Notice>()
            .Where(x => x.Code == TellPeople.OfficeVacant && x.ObjectId == about && x.At >= since)
            .MaxAsync(x => (DateTimeOffset?)x.At, cancel);
        var period = ReviewPeriod.For(scope, inForce.Rules, today, inForce.Profile);
        List<Argument> arguments = [Argument.Text("agency", name)];
        // Where no clock runs by itself there is no longest time that would run all the same.
        var clock = period.Automatic;
        if (clock.Yes)
        {
            arguments.Add(Argument.Number("max", period.Max));
        }
        if (told is { } at)
        {
            arguments.Add(Argument.Day("told", Clock.DayOf(at)));
        }
        var code = (clock.Yes, told) switch
        {
            (true, null) => Vacant,
            (true, _) => VacantAndTold,
            (false, null) => VacantWithoutClock,
            (false, _) => VacantWithoutClockAndTold,
        };
        return [new Reason(
            code, Severity.Warn, clock.Yes ? period.Rule : clock.Rule.Ref, new Place(FormSteps.Submission), arguments)];
    }
}
