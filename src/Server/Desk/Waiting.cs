using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;
using ApplicationId = Guanwei.Server.Applications.ApplicationId;

namespace Guanwei.Server.Desk;

/// <summary>One thing that waits for the reader.</summary>
/// <param name="What">Key of the sentence that says what is to be done.</param>
/// <param name="Title">The thing's own name.</param>
/// <param name="Detail">Number or agency.</param>
/// <param name="Rest">Its days do not count now.</param>
internal sealed record WaitingItem(string What, string Title, string Detail, string Href, DateTimeOffset? Due, Rest? Rest = null);

/// <summary>An account whose certificate ends soon, or has ended.</summary>
internal sealed record ExpiringAccount(AccountId Id, string Name, string? Agency, DateOnly Expires);

/// <summary>What waits for a person in this appointment, soonest first, and what runs out soon.</summary>
internal static class Waiting
{
    private const int Most = 12;
    private const int ExpiryDays = 90;

    public static async Task<IReadOnlyList<WaitingItem>> For(PlatformDb db, Actor actor, CancellationToken cancel)
    {
        IEnumerable<WaitingItem> items = actor.Role switch
        {
            "supervisor" => [.. await Reviews(db, actor, cancel), .. await Waivers(db, actor, cancel), .. await Requests(db, cancel)],
            "applicant" => await Own(db, cancel),
            "third-party-reviewer" => await Certifications(db, actor, cancel),
            "system-officer" => await StoppedJobs(db, cancel),
            _ => [],
        };
        return [.. items.OrderBy(item => item.Due is null).ThenBy(item => item.Due).Take(Most)];
    }

    /// <summary>Accounts in the reader's scope whose certificate ends within 90 days, the first reminder's distance.</summary>
    public static async Task<IReadOnlyList<ExpiringAccount>> Expiring(PlatformDb db, DateOnly today, CancellationToken cancel)
    {
        var until = today.AddDays(ExpiryDays);
        var agencies = db.Set<Agency>();
        return await db.Set<Account>()
            .Where(account => account.ClosedAt == null && account.CertificateExpires <= until)
            .OrderBy(account => account.CertificateExpires).Take(Most)
            .Select(account => new ExpiringAccount(
                account.Id, account.Name, agencies.Where(x => x.Id == account.AgencyId).Select(x => x.Name).FirstOrDefault(),
                account.CertificateExpires))
            .ToListAsync(cancel);
    }

    private static Task<List<WaitingItem>> Reviews(PlatformDb db, Actor actor, CancellationToken cancel) =>
        Applications(db, application => application.State == ApplicationState.InReview && application.ReviewingAgency == actor.Agency,
            _ => "Review", id => $"/review/{id}", cancel);

    /// <summary>One more claim than there are decisions: it waits. Once the application is over nobody decides it any more.</summary>
    private static Task<List<WaitingItem>> Waivers(PlatformDb db, Actor actor, CancellationToken cancel)
    {
        var steps = db.Set<WorkflowStep>();
        return Applications(db,
            application => application.ReviewingAgency == actor.Agency
                && (application.State == ApplicationState.Certifying || application.State == ApplicationState.CertificationFailed)
                && steps.Count(x => x.ObjectId == application.ObjectId && x.Verb == OpeningWorkflow.ClaimWaiver)
                    > steps.Count(x => x.ObjectId == application.ObjectId
                        && (x.Verb == OpeningWorkflow.GrantWaiver || x.Verb == OpeningWorkflow.RefuseWaiver)),
            _ => "Waiver", id => $"/review/{id}#fee", cancel);
    }

    private static Task<List<WaitingItem>> Own(PlatformDb db, CancellationToken cancel) =>
        Applications(db,
            application => application.State == ApplicationState.Draft || application.State == ApplicationState.Returned
                || application.State == ApplicationState.CertificationFailed
                || (application.State == ApplicationState.Certifying && application.ThirdParty == null),
            state => state.ToString(), id => $"/applications/{id}", cancel);

    private static Task<List<WaitingItem>> Certifications(PlatformDb db, Actor actor, CancellationToken cancel) =>
        Applications(db,
            application => application.State == ApplicationState.Certifying && application.ThirdParty == actor.Appointment,
            _ => "Certifying", id => $"/applications/{id}/certification", cancel);

    private static async Task<List<WaitingItem>> Applications(
        PlatformDb db, System.Linq.Expressions.Expression<Func<OpeningApplication, bool>> mine, Func<ApplicationState, string> what,
        Func<ApplicationId, string> href, CancellationToken cancel)
    {
        var deadlines = db.Set<Deadline>();
        var rows = await db.Set<OpeningApplication>().Where(mine)
            .Select(application => new
            {
                application.Id,
                application.Number,
                application.Name,
                application.AgencyName,
                application.State,
                Due = deadlines
                    .Where(deadline => deadline.ObjectId == application.ObjectId && deadline.MetAt == null && deadline.MissedAt == null
                        && deadline.PausedAt == null)
                    .Select(deadline => (DateTimeOffset?)deadline.Due).FirstOrDefault(),
            })
            .OrderBy(row => row.Due == null).ThenBy(row => row.Due).Take(Most).ToListAsync(cancel);
        var resting = await Terms.Resting(db, rows.Select(row => row.Id.Value), cancel);
        return [.. rows.Select(row => new WaitingItem(
            what(row.State), row.Name ?? row.AgencyName, $"{row.Number} · {row.AgencyName}", href(row.Id), row.Due,
            resting.TryGetValue(row.Id.Value, out var rest) ? rest : null))];
    }

    private static async Task<List<WaitingItem>> Requests(PlatformDb db, CancellationToken cancel)
    {
        var rows = await db.Set<AgencyRequest>().Where(request => request.State == AgencyRequestState.Waiting)
            .OrderBy(request => request.AskedAt).Take(Most)
            .Select(request => new { request.Id, request.Name, request.Number }).ToListAsync(cancel);
        return [.. rows.Select(row => new WaitingItem("Admit", row.Name, row.Number, $"/agencies/requests/{row.Id}", null))];
    }

    private static async Task<List<WaitingItem>> StoppedJobs(PlatformDb db, CancellationToken cancel)
    {
        var stopped = await db.Set<Job>().CountAsync(job => job.State == JobState.Dead || job.State == JobState.InDoubt, cancel);
        return stopped == 0 ? [] : [new WaitingItem("Jobs", $"{stopped}", "", "/jobs", null)];
    }
}
