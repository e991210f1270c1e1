using System.Net;
using Guanwei.Rules.Certification;
using Guanwei.Rules.Documents;
using Guanwei.Samples;
using Guanwei.Server.Actions;
using Guanwei.Server.Applications;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Files;
using Guanwei.Server.Notifications;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;
using static Guanwei.Server.Tests.Applications.Applying;
using ApplicationId = Guanwei.Server.Applications.ApplicationId;

namespace Guanwei.Server.Tests.Applications;

/// <summary>A waiver of the fee is claimed with a proof and decided by a second person.</summary>
public sealed class AFeeWaiver
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Is_claimed_with_a_proof_and_granted_by_the_agency_above(DatabaseKind kind)
    {
        await using var here = await Applying.Here(kind);
        var id = await Approved(here);
        Assert.Equal(300, await Fee(here, id));

        _ = (await Claims(here, id)).Required;
        Assert.Equal((300, WaiverDecision.Open), (await Fee(here, id), (await Waiving(here, id)).Decision));
        _ = (await Decides(here, id, OpeningWorkflow.GrantWaiver)).Required;

        Assert.Equal((0, WaiverDecision.Granted), (await Fee(here, id), (await Waiving(here, id)).Decision));
        // It is decided beside the certification, whose time runs on.
        Assert.Equal(ApplicationState.Certifying, (await here.Stored(id)).State);
        Assert.Single(await here.Rows<Deadline>(), x => x is { Kind: "certification", MetAt: null, MissedAt: null });
        var steps = await here.Rows<WorkflowStep>();
        var granted = Assert.Single(steps, x => x.Verb == OpeningWorkflow.GrantWaiver);
        Assert.Equal((here.Supervisor.Person, "证明属实"), (granted.Person, granted.Words));
        var decision = Assert.Single(await here.Rows<StoredDecision>(), x => x.Id == granted.Id);
        Assert.Contains(decision.Reasons, x => x.Code == "WAIVER_GRANTED" && x.Rule.ToString() == "GUIDE-WAIVER@1");
        Assert.Contains(decision.Reasons, x => x.Code == "WAIVER_NOT_LISTED");
        var claimed = steps.Single(x => x.Verb == OpeningWorkflow.ClaimWaiver);
        Assert.Contains(await here.Rows<StoredDecision>(), x => x.Id == claimed.Id);
        await here.House.RunJobs();
        var told = (await here.Rows<Notice>()).Select(x => (x.Code, (PersonId?)x.PersonId)).ToList();
        Assert.Contains(("application.waiver-claimed", here.Supervisor.Person), told);
        Assert.Contains(("application.waiver-granted", here.Applicant.Person), told);
    }

    [Fact]
    public async Task Refused_with_words_may_be_claimed_again_with_another_proof_and_both_are_kept()
    {
        await using var here = await Applying.Here();
        var id = await Approved(here);
        _ = (await Claims(here, id)).Required;
        Assert.Equal(["decision.words WAIVER_WORDS_MISSING"], Codes(await Decides(here, id, OpeningWorkflow.RefuseWaiver, words: " ")));
        _ = (await Decides(here, id, OpeningWorkflow.RefuseWaiver)).Required;
        Assert.Equal((300, WaiverDecision.Refused), (await Fee(here, id), (await Waiving(here, id)).Decision));

        here.House.Machine.Advance(TimeSpan.FromDays(1));
        _ = (await Claims(here, id, proof: "另一份证明")).Required;

        Assert.Equal(WaiverDecision.Open, (await Waiving(here, id)).Decision);
        var proofs = (await here.Rows<ApplicationDocument>()).Where(x => x.Kind == DocumentKind.FeeWaiverProof).ToList();
        Assert.Equal(2, proofs.Count);
        Assert.Single(proofs, x => x.RemovedAt is null);
    }

    [Fact]
    public async Task Needs_grounds_and_a_proof_and_is_not_claimed_twice_while_one_is_open_nor_after_it_was_granted()
    {
        await using var here = await Applying.Here();
        var id = await Approved(here);

        Assert.Equal(
            ["documents.fee-waiver-proof WAIVER_DOCUMENT_MISSING", "waiver.words WAIVER_GROUNDS_MISSING"],
            Codes(await Claims(here, id, grounds: null, proof: null)));
        _ = (await Claims(here, id)).Required;
        Assert.Equal(["decision WAIVER_CLAIM_OPEN"], Codes(await Claims(here, id)));
        _ = (await Decides(here, id, OpeningWorkflow.GrantWaiver)).Required;
        Assert.Equal(["decision WAIVER_GRANTED_ALREADY"], Codes(await Claims(here, id)));
        Assert.Equal(["decision WAIVER_NOT_CLAIMED"], Codes(await Decides(here, id, OpeningWorkflow.RefuseWaiver)));
    }

    [Fact]
    public async Task Is_not_claimed_before_the_approval_or_where_the_rules_in_force_ask_no_fee()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();
        Assert.Equal(["NOT_NOW"], Codes(await Claims(here, id)));
        _ = (await here.Approves(id)).Required;
        here.House.InForce.Replace(here.House.InForce.Current with { Profile = Rules.Profile.Current });

        Assert.Equal(0, await Fee(here, id));
        Assert.Equal(["certification.fee FEE_EXEMPT"], Codes(await Claims(here, id)));
    }

    [Fact]
    public async Task Is_decided_by_a_second_person_of_the_agency_above()
    {
        await using var here = await Applying.Here();
        var id = await Approved(here);
        _ = (await Claims(here, id)).Required;
        var own = await here.House.Person("supervisor", here.County, "冯七");
        var third = await here.House.Person("third-party-reviewer", name: "陈八");

        Assert.Equal(["NO_RIGHT"], Codes(await Decides(here, id, OpeningWorkflow.GrantWaiver, here.Applicant)));
        Assert.Equal(["decision REVIEWED_ELSEWHERE"], Codes(await Decides(here, id, OpeningWorkflow.GrantWaiver, own)));
        Assert.Equal(["NO_RIGHT"], Codes(await Decides(here, id, OpeningWorkflow.GrantWaiver, third)));
        // The claimant sits in the agency above by now: what they claimed themselves is not theirs to decide.
        var moved = (await here.House.Do<Actor>(Actor.System("test"), "test.moves", async act =>
        {
            var person = await act.Db.Set<Person>().SingleAsync(x => x.Id == here.Applicant.Person);
            var appointment = new Appointment
            {
                Id = act.NewId<AppointmentId>(), PersonId = person.Id, Role = "supervisor", AgencyId = here.City.Id, From = act.Today,
            };
            act.Db.Add(appointment);
            return Actor.Of(person, appointment, here.House.Roles["supervisor"], Via.Page);
        })).Required;
        Assert.Equal(["decision OWN_CONTRIBUTION"], Codes(await Decides(here, id, OpeningWorkflow.GrantWaiver, moved)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Is_decided_once_by_two_at_once_and_by_a_double_click(DatabaseKind kind)
    {
        await using var here = await Applying.Here(kind);
        var id = await Approved(here);
        var second = await here.House.Person("supervisor", here.City, "郑六");
        var click = House.NewOperation();
        var before = await here.Version(id);
        Assert.Equal(
            (await Claims(here, id, operation: click, seen: before)).Required,
            (await Claims(here, id, operation: click, seen: before)).Required);
        Assert.Single(await here.Rows<WorkflowStep>(), x => x.Verb == OpeningWorkflow.ClaimWaiver);
        var seen = await here.Version(id);

        var outcomes = await Task.WhenAll(
            Decides(here, id, OpeningWorkflow.GrantWaiver, seen: seen),
            Decides(here, id, OpeningWorkflow.RefuseWaiver, second, seen: seen));

        Assert.Single(outcomes.OfType<Outcome<string>.Done>());
        var told = Assert.Single(Assert.Single(outcomes.OfType<Outcome<string>.Refused>()).Reasons).Code;
        Assert.True(told is "STALE" or "WAIVER_NOT_CLAIMED", told);
        Assert.NotEqual(WaiverDecision.Open, (await Waiving(here, id)).Decision);
    }

    [Fact]
    public async Task Is_claimed_and_granted_on_pages_that_show_the_fee_with_its_source_in_both_languages()
    {
        await using var form = new TheForm();
        var city = await form.Host.Agency("样例市政务服务局");
        using var applicant = await form.Host.SignedIn("applicant", await form.Host.Agency("样例县民政局", city), "李青");
        using var supervisor = await form.Host.SignedIn("supervisor", city, "周敏");
        var id = await TheForm.Started(applicant);
        await form.FillsIn(applicant, id);
        await TheForm.Submits(applicant, id);
        await TheForm.Done(supervisor, $"/review/{id}", $"/review/{id}/approve", []);
        var page = $"/applications/{id}/certification";

        var html = (await applicant.Opens(page)).Html;
        Assert.Contains("300 元/次", html, StringComparison.Ordinal);
        Assert.Contains("GUIDE-FEE@1", html, StringComparison.Ordinal);
        Assert.Contains("WX-FEE@1", html, StringComparison.Ordinal);
        var (refused, said) = await TheForm.Sends(applicant, page, $"/applications/{id}/waiver", [], "fee-waiver-proof", SamplePicture.Jpeg());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("未填写减免理由", said, StringComparison.Ordinal);
        var (claimed, why) = await TheForm.Sends(
            applicant, page, $"/applications/{id}/waiver", new() { ["words"] = "本县列入减免名单" }, "fee-waiver-proof", SamplePicture.Jpeg());
        Assert.True(claimed.StatusCode == HttpStatusCode.SeeOther, why);
        Assert.Contains("减免主张待样例市政务服务局决定", (await applicant.Opens(page)).Html, StringComparison.Ordinal);

        Assert.Contains("决定费用减免", (await supervisor.Opens("/desk")).Html, StringComparison.Ordinal);
        Assert.Contains("本县列入减免名单", (await supervisor.Opens($"/review/{id}")).Html, StringComparison.Ordinal);
        await TheForm.Done(supervisor, $"/review/{id}", $"/review/{id}/grant-waiver", new() { ["words"] = "证明属实" });
        Assert.DoesNotContain("决定费用减免", (await supervisor.Opens("/desk")).Html, StringComparison.Ordinal);
        var timeline = (await applicant.Opens($"/applications/{id}")).Html;
        Assert.Contains("准予费用减免", timeline, StringComparison.Ordinal);
        Assert.Contains("证明属实", timeline, StringComparison.Ordinal);
        await applicant.Opens("/language/en");
        var english = (await applicant.Opens(page)).Html;
        Assert.Contains("Waiver granted", english, StringComparison.Ordinal);
        Assert.DoesNotContain("Claim a waiver", english, StringComparison.Ordinal);
    }

    private static async Task<ApplicationId> Approved(Applying here)
    {
        var id = await here.HasSubmitted();
        _ = (await here.Approves(id)).Required;
        return id;
    }

    private static async Task<Outcome<string>> Claims(
        Applying here, ApplicationId id, string? grounds = "本县列入减免名单", string? proof = "证明", OperationId? operation = null,
        int? seen = null)
    {
        var version = seen ?? await here.Version(id);
        FileId? file = proof is null ? null : await here.Uploads(id, proof);
        return await here.House.Do<string>(here.Applicant, OpeningWorkflow.ClaimWaiver, act =>
            ClaimWaiver.Run(act, new ClaimWaiver.Request(id, version, grounds, file), default), operation);
    }

    private static async Task<Outcome<string>> Decides(
        Applying here, ApplicationId id, string verb, Actor? by = null, string words = "证明属实", int? seen = null)
    {
        var version = seen ?? await here.Version(id);
        return await here.House.Do<string>(by ?? here.Supervisor, verb, act => DecideWaiver.Run(act, new(id, version, words), default));
    }

    private static async Task<FeeWaiving> Waiving(Applying here, ApplicationId id)
    {
        await using var db = here.House.Databases.OpenForSystem("test");
        return await FeeWaiving.Of(db, id.Value, default);
    }

    private static async Task<int> Fee(Applying here, ApplicationId id)
    {
        var scope = await FeeWaiving.ScopeOf(here.House.Databases, await here.Stored(id), default);
        return (await Waiving(here, id)).Fee(scope, here.House.InForce.Current, here.House.Clock.Today).Yuan;
    }
}
