using Guanwei.Rules.Documents;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;
using static Guanwei.Server.Tests.Applications.Applying;
using Outcome = Guanwei.Rules.Outcome;

namespace Guanwei.Server.Tests.Applications;

public sealed class AnApplication
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Goes_from_a_draft_to_a_certified_account(DatabaseKind kind)
    {
        await using var here = await Applying.Here(kind);
        here.House.Happenings.On("application.certified", "account.open");

        var id = await here.FillsIn();
        Assert.Equal("SQ-2026-000001", (await here.Submits(id)).Required);
        _ = (await here.Approves(id)).Required;
        Assert.Equal(new DateOnly(2027, 11, 23), (await here.Certifies(id)).Required);

        Assert.Equal(ApplicationState.Certified, (await here.Stored(id)).State);
        Assert.Equal(
            ["application.submit", "review.approve", "certification.record"],
            (await here.Rows<WorkflowStep>()).OrderBy(step => step.Id.Value).Select(step => step.Verb));
        Assert.Contains(await here.Rows<Job>(), job => job.Kind == "account.open");
        Assert.All(await here.Rows<Deadline>(), deadline => Assert.NotNull(deadline.MetAt));
    }

    [Fact]
    public async Task Tells_whoever_acts_next()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();
        await here.House.RunJobs();
        var notice = Assert.Single(await here.Rows<Notice>(), x => x.Code.StartsWith("application.", StringComparison.Ordinal));
        Assert.Equal(("application.submitted", here.Supervisor.Person), (notice.Code, notice.PersonId));

        _ = (await here.Returns(id, ["SEAL_UNCLEAR"], "公章不清晰")).Required;
        await here.House.RunJobs();

        Assert.Contains(
            await here.Rows<Notice>(), x => x.Code == "application.returned" && x.PersonId == here.Applicant.Person);
    }

    [Fact]
    public async Task Clicked_twice_is_submitted_once()
    {
        await using var here = await Applying.Here();
        var id = await here.FillsIn();
        var operation = House.NewOperation();

        var first = await here.Submits(id, operation: operation);
        var second = await here.Submits(id, operation: operation);

        Assert.Equal(first.Required, second.Required);
        Assert.Single(await here.Rows<WorkflowStep>());
        Assert.Single(await here.Rows<StoredDecision>());
    }

    [Fact]
    public async Task Empty_is_told_everything_at_once_and_stays_a_draft()
    {
        await using var here = await Applying.Here();
        var id = await here.Starts();

        var codes = Codes(await here.Submits(id));

        Assert.Contains("agency.credit-code CREDIT_CODE_MISSING", codes);
        Assert.Contains("purpose.account-type PURPOSE_INCOMPLETE", codes);
        Assert.Contains("name NAME_MISSING", codes);
        Assert.Contains("staff.a SUPER_MISSING", codes);
        Assert.Contains("documents.id-card-back DOCUMENT_MISSING", codes);
        Assert.Equal(ApplicationState.Draft, (await here.Stored(id)).State);
        Assert.Empty(await here.Rows<NameReservation>());
    }

    [Fact]
    public async Task Of_an_agency_without_one_above_is_not_submitted()
    {
        await using var here = await Applying.Here();
        var own = await here.House.Person("applicant", here.City, "孙四");
        var id = await here.FillsIn("样例政务服务", own);

        Assert.Equal(["agency NO_SUPERVISOR"], Codes(await here.Submits(id, own)));

        // Its superior is entered, and decides like any other.
        var superior = await here.House.Agency("样例省政务服务局");
        var reviewer = await here.House.Person("supervisor", superior, "郑五");
        var officer = await here.House.Person("system-officer");
        Assert.IsType<Outcome<AgencyId>.Done>(await here.House.Do<AgencyId>(officer, MoveAgency.Verb, act => MoveAgency.Run(
            act, new(here.City.Id, here.City.Version, superior.Id, act.Today), default)));
        _ = (await here.Submits(id, own)).Required;
        _ = (await here.Approves(id, reviewer)).Required;
    }

    [Fact]
    public async Task That_waits_where_nobody_reviews_is_told_to_those_who_can_appoint_somebody()
    {
        await using var here = await Applying.Here();
        var officer = await here.House.Person("system-officer");
        await here.House.Do<PersonId>(Actor.System("test"), EndAppointment.Verb, async act =>
        {
            var held = await act.Db.Set<Appointment>().SingleAsync(x => x.Id == here.Supervisor.Appointment);
            held.End(act.Now);
            return held.PersonId;
        });

        await here.HasSubmitted();
        await here.House.RunJobs();

        var notice = Assert.Single(await here.Rows<Notice>());
        Assert.Equal(("office.vacant", officer.Person, here.City.Id.ToString()), (notice.Code, notice.PersonId, notice.ObjectId));
    }

    [Fact]
    public async Task Keeps_the_decision_it_was_submitted_under()
    {
        await using var here = await Applying.Here();
        await here.HasSubmitted();

        var decision = Assert.Single(await here.Rows<StoredDecision>());

        Assert.Equal(Outcome.Passed, decision.Outcome);
        Assert.Equal(here.House.InForce.Current.Rules.Digest, decision.Book);
        Assert.Equal(new DateOnly(2026, 11, 23), decision.Day);
        Assert.Equal(64, decision.Inputs.Length);
        Assert.Contains(decision.Reasons, reason => reason.Code == "REVIEW_PERIOD" && reason.Rule is not null);
        Assert.Equal(decision.Reasons.Count, decision.Shown.Count);
        Assert.Contains(decision.Shown, said => said.Sentence.Contains("15 个工作日", StringComparison.Ordinal));
        Assert.Contains(decision.Others, other => other.Key == "accounts.per-agency");
    }

    [Fact]
    public async Task Is_due_in_working_days_from_the_day_after_the_submission()
    {
        await using var here = await Applying.Here();
        await here.HasSubmitted();

        var deadline = Assert.Single(await here.Rows<Deadline>());

        Assert.Equal(("review", 15), (deadline.Kind, deadline.WorkingDays));
        // Monday 23 November 2026 + 15 working days = Monday 14 December, 17:30 in Beijing.
        Assert.Equal(new DateTimeOffset(2026, 12, 14, 9, 30, 0, TimeSpan.Zero), deadline.Due);
    }

    [Fact]
    public async Task Returned_is_corrected_and_submitted_again_with_both_decisions_kept()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();
        _ = (await here.Returns(id, ["SEAL_UNCLEAR"], "公章不清晰，请重新扫描。")).Required;

        here.House.Machine.Advance(TimeSpan.FromHours(1));
        _ = (await here.Attaches(id, DocumentKind.ApplicationForm, "clear")).Required;
        _ = (await here.Submits(id)).Required;

        Assert.Equal(ApplicationState.InReview, (await here.Stored(id)).State);
        Assert.Equal(2, (await here.Rows<StoredDecision>()).Count);
        var forms = (await here.Rows<ApplicationDocument>()).Where(x => x.Kind == DocumentKind.ApplicationForm).ToList();
        Assert.Single(forms, x => x.RemovedAt is not null);
        var standing = Assert.Single(forms, x => x.RemovedAt is null);
        Assert.NotEqual(standing.Sha256, forms.Single(x => x.RemovedAt is not null).Sha256);
        var correction = Assert.Single(await here.Rows<Deadline>(), x => x.Kind == "correction");
        Assert.NotNull(correction.MetAt);
    }

    [Fact]
    public async Task In_review_cannot_be_changed()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();

        Assert.Equal(["NOT_NOW"], Codes(await here.Names(id, "别的名")));
        Assert.Equal(["NOT_NOW"], Codes(await here.Attaches(id, DocumentKind.IcpFiling)));
        Assert.Equal(["NOT_NOW"], Codes(await here.AsksForCode(id, StaffRole.A)));
    }

    [Fact]
    public async Task Of_another_agency_is_not_there()
    {
        await using var here = await Applying.Here();
        var id = await here.FillsIn();
        var stranger = await here.House.Person("applicant", await here.House.Agency("外县民政局", here.City), "吴五");

        Assert.Equal(["NOT_FOUND"], Codes(await here.Names(id, "别的名", stranger)));
        Assert.Equal(["NOT_FOUND"], Codes(await here.Submits(id, stranger)));
    }

    [Fact]
    public async Task With_a_code_other_than_the_registered_one_is_not_submitted()
    {
        await using var here = await Applying.Here();
        var id = await here.FillsIn();
        await here.House.Do<int>(Actor.System("test"), "test.code", async act =>
        {
            var agency = await act.Db.FindAsync<Agency>(here.County.Id);
            agency!.CreditCode = "11100000000014672N";
            return 1;
        });

        Assert.Equal(["agency.credit-code CREDIT_CODE_NOT_REGISTERED"], Codes(await here.Submits(id)));
    }
}
