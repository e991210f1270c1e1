using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Deadlines;
using Guanwei.Server.People;
using Guanwei.Server.Time;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;
using static Guanwei.Server.Applications.ApplicationState;

namespace Guanwei.Server.Applications;

/// <summary>How an opening application moves: docs/workflows.md prints this table.</summary>
public static class OpeningWorkflow
{
    public const string Submit = "application.submit";
    public const string Withdraw = "application.withdraw";
    public const string Approve = "review.approve";
    public const string Return = "review.return";
    public const string Reject = "review.reject";
    public const string Suspend = "review.suspend";
    public const string Resume = "review.resume";
    public const string Certified = "certification.record";
    public const string Failed = "certification.record-failure";
    public const string Retry = "application.retry";
    public const string Reopen = "application.reopen";
    public const string ClaimWaiver = "application.claim-waiver";
    public const string GrantWaiver = "review.grant-waiver";
    public const string RefuseWaiver = "review.refuse-waiver";

    private static readonly string[] applicant = ["applicant"];
    private static readonly string[] supervisor = ["supervisor"];
    private static readonly string[] recorders = ["applicant", "third-party-reviewer"];

    private static readonly Term review = new("review", "review.working-days.max", "review.clock.automatic");
    private static readonly Term correction = new("correction", "review.correction.working-days");
    private static readonly Term certification = new("certification", "certification.bank-check.working-days");

    private static readonly Term retry = new("retry", "certification.retry.working-days");

    private static readonly Guard<OpeningApplication>[] toSubmit = [new("pre-flight blocks nothing", PreflightIsClear)];

    private static readonly Guard<OpeningApplication>[] toDecide =
        [new("the agency above decides", IsReviewedHere), new("never one's own", IsNotOnesOwn)];

    private static readonly Guard<OpeningApplication>[] toSuspend = [.. toDecide, new("the count runs", CountRuns)];

    private static readonly Guard<OpeningApplication>[] toResume = [.. toDecide, new("the count rests", CountRests)];

    private static readonly Guard<OpeningApplication>[] toRecord =
        [new("whoever was charged with it", IsRecordedByThem), new("never one's own", IsNotOnesOwn)];

    private static readonly Guard<OpeningApplication>[] toRetry = [new("the cause allows a retry", AllowsRetry)];

    private static readonly Guard<OpeningApplication>[] toReopen =
        [new("the cause may concern the form, or no retry is left", ConcernsForm)];

    private static readonly Guard<OpeningApplication>[] toClaim =
        [new("a fee is owed and may be waived", FeeWaiving.MayBeClaimed), new("no claim is open or granted", FeeWaiving.IsUnclaimed)];

    private static readonly Guard<OpeningApplication>[] toWaive = [.. toDecide, new("a claim is open", FeeWaiving.IsOpen)];

    public static readonly Workflow<ApplicationState, OpeningApplication> Table = new(OpeningApplication.Kind,
    [
        new(Draft, Submit, applicant, InReview, toSubmit, review),
        new(Draft, Withdraw, applicant, Withdrawn, []),
        new(InReview, Return, supervisor, Returned, toDecide, correction),
        new(InReview, Approve, supervisor, Certifying, toDecide, certification),
        new(InReview, Reject, supervisor, Rejected, toDecide),
        new(InReview, Suspend, supervisor, InReview, toSuspend, Count: Count.Rests),
        new(InReview, Resume, supervisor, InReview, toResume, Count: Count.RunsAgain),
        new(InReview, Withdraw, applicant, Withdrawn, []),
        new(Returned, Submit, applicant, InReview, toSubmit, review),
        new(Returned, Withdraw, applicant, Withdrawn, []),
        new(Certifying, OpeningWorkflow.Certified, recorders, ApplicationState.Certified, toRecord),
        new(Certifying, Failed, recorders, CertificationFailed, toRecord, retry),
        new(CertificationFailed, Retry, applicant, Certifying, toRetry, certification),
        new(CertificationFailed, Reopen, applicant, Returned, toReopen, correction),
        .. Waiving(Certifying),
        .. Waiving(CertificationFailed),
        new(CertificationFailed, Withdraw, applicant, Withdrawn, []),
    ]);

    /// <summary>What is claimed and decided of the fee moves nothing: the certification goes on.</summary>
    private static IEnumerable<Line<ApplicationState, OpeningApplication>> Waiving(ApplicationState state) =>
    [
        new(state, ClaimWaiver, applicant, state, toClaim, Count: Count.GoesOn),
        new(state, GrantWaiver, supervisor, state, toWaive, Count: Count.GoesOn),
        new(state, RefuseWaiver, supervisor, state, toWaive, Count: Count.GoesOn),
    ];

    private static async ValueTask<IEnumerable<Reason>> PreflightIsClear(Act act, OpeningApplication application) =>
        (await ApplicationPreflight.Of(act.Db, act.InForce, application, act.Today, CancellationToken.None)).Blocking;

    private static ValueTask<IEnumerable<Reason>> IsReviewedHere(Act act, OpeningApplication application) => ValueTask.FromResult(
        act.Actor.Agency == application.ReviewingAgency ? [] : Because("REVIEWED_ELSEWHERE"));

    /// <summary>Whoever filled in, submitted or stands as staff in an application never decides about it.</summary>
    private static async ValueTask<IEnumerable<Reason>> IsNotOnesOwn(Act act, OpeningApplication application)
    {
        // An applicant records the outcome that WeChat gave; that is not a decision of theirs.
        if (act.Actor.Person is not { } person || act.Actor.Role == "applicant")
        {
            return [];
        }
        var contributed = await act.Db.Set<Contributor>()
            .AnyAsync(x => x.ObjectId == application.ObjectId && x.PersonId == person);
        if (contributed)
        {
            return Because("OWN_CONTRIBUTION");
        }
        var email = await act.Db.Set<Person>().Where(x => x.Id == person).Select(x => x.Email).SingleAsync();
        var addresses = await act.Db.Set<StaffEntry>()
            .Where(x => x.ObjectId == application.ObjectId && x.Email != null).Select(x => x.Email).ToListAsync();
        return addresses.Contains(email, StringComparer.OrdinalIgnoreCase) ? Because("OWN_STAFF") : [];
    }

    private static async ValueTask<IEnumerable<Reason>> CountRuns(Act act, OpeningApplication application) =>
        await Running(act, application) switch
        {
            null => Because("COUNT_NOT_RUNNING"),
            { PausedAt: { } since } => Because("SUSPENDED_ALREADY", Argument.Day("day", Clock.DayOf(since))),
            // What is late stays late: no suspension undoes it.
            { Due: var due } when act.Now >= due => Because("SUSPENSION_TOO_LATE", Argument.Day("day", Clock.DayOf(due))),
            _ => [],
        };

    private static async ValueTask<IEnumerable<Reason>> CountRests(Act act, OpeningApplication application) =>
        await Running(act, application) is { PausedAt: not null } ? [] : Because("NOT_SUSPENDED");

    internal static Task<Deadline?> Running(Act act, OpeningApplication application) => act.Db.Set<Deadline>().SingleOrDefaultAsync(
        x => x.ObjectId == application.ObjectId && x.MetAt == null && x.MissedAt == null);

    /// <summary>The third-party reviewer charged with it; where nobody was charged, the applying agency itself.</summary>
    private static ValueTask<IEnumerable<Reason>> IsRecordedByThem(Act act, OpeningApplication application) => ValueTask.FromResult(
        act.Actor.Role == "applicant" && application.ThirdParty is null || act.Actor.Appointment == application.ThirdParty
            ? [] : Because("RECORDED_BY_OTHERS"));

    private static async ValueTask<IEnumerable<Reason>> AllowsRetry(Act act, OpeningApplication application) =>
        (await FailedCertification.Of(act, application, CancellationToken.None))?.AgainstRetry(act) ?? [];

    private static async ValueTask<IEnumerable<Reason>> ConcernsForm(Act act, OpeningApplication application) =>
        (await FailedCertification.Of(act, application, CancellationToken.None))?.AgainstReopening(act) ?? [];

    internal static IEnumerable<Reason> Because(string code, params Argument[] arguments) =>
        [Refusals.Because(code, new Place("decision"), arguments)];
}
