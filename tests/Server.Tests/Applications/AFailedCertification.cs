using System.Net;
using Guanwei.Rules;
using Guanwei.Rules.Documents;
using Guanwei.Samples;
using Guanwei.Server.Actions;
using Guanwei.Server.Applications;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Notifications;
using Guanwei.Server.RuleBooks;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.RuleBooks;
using Guanwei.Server.Workflows;
using static Guanwei.Server.Tests.Applications.Applying;
using ApplicationId = Guanwei.Server.Applications.ApplicationId;

namespace Guanwei.Server.Tests.Applications;

/// <summary>What follows a failure is the cause's matter: the form opens again, or the certification is tried again.</summary>
public sealed class AFailedCertification
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Fact]
    public async Task Of_the_name_is_corrected_reviewed_again_and_then_certified()
    {
        await using var here = await Applying.Here();
        var id = await Failed(here, "CERTIFICATION_NAME_FAILED");
        Assert.Equal(["certification CERTIFICATION_FORM_FIRST"], Codes(await here.Retries(id)));

        _ = (await here.Reopens(id)).Required;
        Assert.Equal(ApplicationState.Returned, (await here.Stored(id)).State);
        here.House.Machine.Advance(TimeSpan.FromHours(1));
        _ = (await here.Names(id, "样例民政服务")).Required;
        _ = (await here.Submits(id)).Required;
        Assert.Equal(["NOT_NOW"], Codes(await here.Certifies(id)));
        _ = (await here.Approves(id)).Required;
        _ = (await here.Certifies(id)).Required;

        Assert.Equal(
            ["application.submit", "review.approve", "certification.record-failure", "application.reopen",
                "application.submit", "review.approve", "certification.record"],
            (await here.Rows<WorkflowStep>()).OrderBy(x => x.Id.Value).Select(x => x.Verb));
        var reopened = Assert.Single(await here.Rows<WorkflowStep>(), x => x.Verb == OpeningWorkflow.Reopen);
        Assert.Equal(("CERTIFICATION_NAME_FAILED", "名称另拟", here.Applicant.Person), (reopened.Codes, reopened.Words, reopened.Person));
        // What was approved first and what was approved then are both kept.
        Assert.Equal(2, (await here.Rows<StoredDecision>()).Select(x => x.Inputs).Distinct().Count());
        Assert.Equal("样例民政服务", Assert.Single(await here.Rows<NameReservation>()).Name);
    }

    [Fact]
    public async Task Of_the_seal_lets_documents_be_replaced_and_tells_the_reviewers()
    {
        await using var here = await Applying.Here();
        var id = await Failed(here, "SEAL_UNCLEAR");

        _ = (await here.Reopens(id)).Required;
        _ = (await here.Attaches(id, DocumentKind.ApplicationForm, "clear")).Required;
        await here.House.RunJobs();

        Assert.Contains(
            await here.Rows<Notice>(), x => x.Code == "application.reopened" && x.PersonId == here.Supervisor.Person);
        Assert.Single(await here.Rows<Deadline>(), x => x is { Kind: "correction", MetAt: null });
    }

    [Fact]
    public async Task Of_the_bank_leaves_what_was_approved_as_it_is()
    {
        await using var here = await Applying.Here();
        var id = await Failed(here, "CERTIFICATION_AMOUNT_WRONG");

        Assert.Equal(["certification CERTIFICATION_FORM_STANDS"], Codes(await here.Reopens(id)));
        Assert.Equal(["NOT_NOW"], Codes(await here.Names(id, "别的名")));
        Assert.Equal(ApplicationState.CertificationFailed, (await here.Stored(id)).State);
    }

    [Fact]
    public async Task Whose_window_has_passed_is_not_tried_again_but_may_be_submitted_anew()
    {
        await using var here = await Applying.Here();
        var id = await Failed(here, "CERTIFICATION_WINDOW_PASSED");

        Assert.Equal(["certification CERTIFICATION_NO_RETRY"], Codes(await here.Retries(id)));
        _ = (await here.Reopens(id)).Required;
        _ = (await here.Submits(id)).Required;
    }

    [Fact]
    public async Task Is_tried_again_as_often_as_the_rule_allows_and_a_new_approval_begins_a_new_count()
    {
        await using var here = await Applying.Here();
        var id = await Failed(here, "CERTIFICATION_AMOUNT_WRONG");
        for (var retry = 1; retry <= 3; retry++)
        {
            here.House.Machine.Advance(TimeSpan.FromMinutes(1));
            _ = (await here.Retries(id)).Required;
            _ = (await here.Fails(id, "CERTIFICATION_AMOUNT_WRONG")).Required;
        }

        Assert.Equal(["certification CERTIFICATION_RETRIES_USED"], Codes(await here.Retries(id)));
        _ = (await here.Reopens(id)).Required;
        here.House.Machine.Advance(TimeSpan.FromMinutes(1));
        _ = (await here.Submits(id)).Required;
        _ = (await here.Approves(id)).Required;
        _ = (await here.Fails(id, "CERTIFICATION_AMOUNT_WRONG")).Required;
        _ = (await here.Retries(id)).Required;
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Is_reopened_once_by_a_double_click_and_by_two_at_once(DatabaseKind kind)
    {
        await using var here = await Applying.Here(kind);
        var id = await Failed(here, "CERTIFICATION_SUBJECT_MISMATCH");
        var seen = await here.Version(id);
        var operation = House.NewOperation();

        var outcomes = await Task.WhenAll(here.Reopens(id, operation, seen), here.Reopens(id, seen: seen));

        Assert.Single(outcomes.OfType<Outcome<string>.Done>());
        var told = Assert.Single(Assert.Single(outcomes.OfType<Outcome<string>.Refused>()).Reasons).Code;
        Assert.True(told is "STALE" or "NOT_NOW", told);
        // The same click once more gets the answer that it got.
        Assert.Equal(outcomes[0].GetType(), (await here.Reopens(id, operation, seen)).GetType());
        Assert.Single(await here.Rows<WorkflowStep>(), x => x.Verb == OpeningWorkflow.Reopen);
    }

    [Fact]
    public async Task Approved_again_may_be_anothers_to_record()
    {
        await using var here = await Applying.Here();
        var first = await here.House.Person("third-party-reviewer", name: "陈八");
        var second = await here.House.Person("third-party-reviewer", name: "褚九");
        var id = await here.HasSubmitted();
        _ = (await here.Approves(id, third: await Third(here, first))).Required;
        _ = (await here.Fails(id, "SEAL_UNCLEAR", by: first)).Required;
        _ = (await here.Reopens(id)).Required;
        _ = (await here.Submits(id)).Required;
        _ = (await here.Approves(id, third: await Third(here, first))).Required;
        _ = (await here.Fails(id, "SEAL_UNCLEAR", by: first)).Required;
        _ = (await here.Reopens(id)).Required;
        _ = (await here.Submits(id)).Required;

        _ = (await here.Approves(id, third: await Third(here, second))).Required;

        Assert.Equal(["NOT_FOUND"], Codes(await here.Certifies(id, by: first)));
        _ = (await here.Certifies(id, by: second)).Required;
    }

    /// <summary>A third-party reviewer reaches no agency; what they start runs by the applicant's place all the same.</summary>
    [Fact]
    public async Task Recorded_by_a_third_party_gives_the_days_of_the_applicants_own_region()
    {
        await using var here = await Applying.Here();
        await OfTheRegion(here, "certification.retry.working-days", "3");
        var reviewer = await here.House.Person("third-party-reviewer", name: "陈八");
        var id = await here.HasSubmitted();
        _ = (await here.Approves(id, third: await Third(here, reviewer))).Required;

        _ = (await here.Fails(id, "SEAL_UNCLEAR", by: reviewer)).Required;

        var retry = Assert.Single(await here.Rows<Deadline>(), x => x is { Kind: "retry" });
        Assert.Equal((3, "DF-2026-000001@1"), (retry.WorkingDays, retry.Rule));
    }

    [Fact]
    public async Task Says_its_cause_what_is_next_and_offers_only_what_is_allowed_in_both_languages()
    {
        await using var form = new TheForm();
        var city = await form.Host.Agency("样例市政务服务局");
        using var applicant = await form.Host.SignedIn("applicant", await form.Host.Agency("样例县民政局", city), "李青");
        using var supervisor = await form.Host.SignedIn("supervisor", city, "周敏");
        var id = await TheForm.Started(applicant);
        await form.FillsIn(applicant, id);
        await TheForm.Submits(applicant, id);
        await TheForm.Done(supervisor, $"/review/{id}", $"/review/{id}/approve", []);
        var record = $"/applications/{id}/certification";
        var (recorded, refused) = await TheForm.Sends(applicant, record, record + "/failure", new()
        {
            ["code"] = "SEAL_UNCLEAR", ["day"] = $"{Time.Clock.DayOf(TimeProvider.System.GetUtcNow()):yyyy-MM-dd}",
        }, "evidence", SamplePicture.Jpeg());
        Assert.True(recorded.StatusCode == HttpStatusCode.SeeOther, refused);

        var html = (await applicant.Opens($"/applications/{id}")).Html;
        Assert.Contains("盖章不清晰 — 请重新盖章并以彩色扫描", html, StringComparison.Ordinal);
        Assert.Contains("由样例县民政局修改申请表后重新提交，经样例市政务服务局再次审核批准后重新认证", html, StringComparison.Ordinal);
        Assert.Contains("FAILURE-FORM@1", html, StringComparison.Ordinal);
        Assert.Contains($"/applications/{id}/reopen\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/applications/{id}/retry\"", html, StringComparison.Ordinal);
        await applicant.Opens("/language/en");
        Assert.Contains("the certification cannot be tried again as it is", (await applicant.Opens($"/applications/{id}")).Html, StringComparison.Ordinal);
        await applicant.Opens("/language/zh-CN");

        await TheForm.Done(applicant, $"/applications/{id}", $"/applications/{id}/reopen", []);
        html = (await applicant.Opens($"/applications/{id}")).Html;
        Assert.Contains("按未通过的原因修改申请表并重新提交", html, StringComparison.Ordinal);
        Assert.Contains($"/applications/{id}/agency\"", html, StringComparison.Ordinal);
    }

    private static async Task<ThirdParty> Third(Applying here, Actor reviewer) =>
        (await ThirdParty.InForce(here.House.Databases, here.House.Clock.Today, default))
            .Single(x => x.Appointment == reviewer.Appointment);

    private static async Task OfTheRegion(Applying here, string key, string value)
    {
        var region = here.County.RegionCode[..2] + "0000";
        var province = await Entering.Made(here.House, "样例省政务服务局", AgencyLevel.Provincial, region, null);
        // Who heads a province has agencies of a lower level below it.
        _ = await Entering.Made(here.House, "样例市人民政府", AgencyLevel.Prefecture, region, province.Id);
        var first = await here.House.Person("supervisor", province, "甲一");
        var second = await here.House.Person("supervisor", province, "乙二");
        var form = Entering.Form(value, region, $"{here.House.Clock.Today:yyyy-MM-dd}") with { Key = key };
        var rule = (await here.House.Do<LocalRuleId>(
            first, EnterLocalRule.Verb, act => EnterLocalRule.Run(act, new(form), default))).Required;
        _ = (await here.House.Do<LocalRuleId>(
            second, ApproveLocalRule.Verb, act => ApproveLocalRule.Run(act, new(rule, 1, null), default))).Required;
        await LocalBook.PutInForce(here.House.Databases, here.House.InForce, default);
    }

    private static async Task<ApplicationId> Failed(Applying here, string code)
    {
        var id = await here.HasSubmitted();
        _ = (await here.Approves(id)).Required;
        _ = (await here.Fails(id, code)).Required;
        return id;
    }
}
