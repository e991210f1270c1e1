using Guanwei.Rules.Eligibility;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Audit;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Workflows;

namespace Guanwei.Server.Tests.Applications;

/// <summary>首问: what is asked before there is a form.</summary>
public sealed class TheFirstQuestions
{
    [Fact]
    public async Task Must_be_answered_before_an_application_is_started()
    {
        await using var here = await Applying.Here();

        var outcome = await Starts(here, here.Applicant, new FirstReplies());

        Assert.Equal(
            ["agency.internal-unit FIRST_ANSWER_MISSING", "agency.short-lived FIRST_ANSWER_MISSING"], Applying.Codes(outcome));
        Assert.Empty(await here.Rows<OpeningApplication>());
    }

    [Fact]
    public async Task Stop_an_internal_unit_where_the_local_rule_does_and_warn_elsewhere()
    {
        await using var here = await Applying.Here();
        var hedong = await Agency(here, "临沂市河东区样例局", "371312");
        var there = await here.House.Person("applicant", hedong, "东员");
        var unit = new FirstReplies(Reply.Yes, Reply.No);

        Assert.Contains("agency.internal-unit AGENCY_INTERNAL_UNIT", Applying.Codes(await Starts(here, there, unit)));
        Assert.Contains(
            "HEDONG-INTERNAL-UNIT@1",
            (await here.Rows<AuditEntry>()).Single(x => x.Verb == StartApplication.Verb).Rules, StringComparison.Ordinal);
        var id = (await Starts(here, here.Applicant, unit)).Required.Id;
        Assert.Equal(Reply.Yes, (await here.Stored(id)).InternalUnit);
    }

    [Fact]
    public async Task Are_a_part_of_what_is_decided_about_and_can_be_put_right()
    {
        await using var here = await Applying.Here();
        var id = await here.FillsIn();
        var version = await here.Version(id);
        var campaign = new FirstReplies(Reply.No, Reply.Yes, new DateOnly(2027, 6, 30));

        _ = (await here.House.Do<int>(here.Applicant, SaveAgencyStep.Verb, act => SaveAgencyStep.Run(
            act, new(id, version, Applying.CreditCode, null, campaign), default))).Required;
        _ = (await here.Submits(id)).Required;

        var stored = await here.Stored(id);
        Assert.Equal(campaign, stored.First);
        var decision = Assert.Single(await here.Rows<StoredDecision>());
        Assert.Contains(decision.Reasons, x => x.Code == "ACCOUNT_FOR_CAMPAIGN");
        Assert.DoesNotContain(decision.Reasons, x => x.Code == "CAMPAIGN_END_MISSING");
    }

    [Fact]
    public async Task Carry_what_was_answered_into_the_form()
    {
        await using var here = await Applying.Here();

        var id = (await here.House.Do<StartApplication.Answer>(here.Applicant, StartApplication.Verb, act => StartApplication.Run(
            act, new(new FirstReplies(Reply.No, Reply.No), " 办公室 ", Guanwei.Rules.AccountType.Service), default))).Required.Id;

        var stored = await here.Stored(id);
        Assert.Equal(("办公室", Guanwei.Rules.AccountType.Service), (stored.AnsweredBy, stored.AccountType));
    }

    [Fact]
    public async Task Of_hong_kong_and_macao_lead_to_a_letter_and_to_a_review_without_a_day()
    {
        await using var here = await Applying.Here();
        var house = here.House;
        var macao = (await house.Do<AgencyId>(Server.Actions.Actor.System("test"), EnterAgency.Verb, act => EnterAgency.Run(
            act, new(Entry.Of("样例市驻澳联络处") with { Level = Guanwei.Rules.AgencyLevel.HkMacao, RegionCode = "820000" }, here.City.Id), default)))
            .Required;
        var clerk = await house.Person("applicant", (await here.Rows<Agency>()).Single(x => x.Id == macao), "澳员");
        var id = await here.Starts(clerk);
        _ = (await here.SavesAgency(id, null, clerk)).Required;
        var application = await here.Stored(id);
        await using var db = house.Databases.OpenFor(clerk);

        var preflight = await ApplicationPreflight.Of(db, house.InForce.Current, application, house.Clock.Today, default);

        var codes = preflight.Reasons.Select(x => $"{x.Place} {x.Code}").ToList();
        Assert.Contains("agency.letter-number LETTER_NUMBER_MISSING", codes);
        Assert.Contains("agency.letter-date LETTER_DATE_MISSING", codes);
        Assert.Contains("submission REVIEW_NO_CLOCK", codes);
        Assert.DoesNotContain(codes, x => x.EndsWith("REVIEW_PERIOD", StringComparison.Ordinal));
    }

    private static Task<Server.Actions.Outcome<StartApplication.Answer>> Starts(
        Applying here, Server.Actions.Actor by, FirstReplies first) =>
        here.House.Do<StartApplication.Answer>(by, StartApplication.Verb, act => StartApplication.Run(act, new(first, null), default));

    private static async Task<Agency> Agency(Applying here, string name, string region)
    {
        var id = (await here.House.Do<AgencyId>(Server.Actions.Actor.System("test"), EnterAgency.Verb, act => EnterAgency.Run(
            act, new(Entry.Of(name) with { RegionCode = region }, here.City.Id), default))).Required;
        return (await here.Rows<Agency>()).Single(x => x.Id == id);
    }
}
