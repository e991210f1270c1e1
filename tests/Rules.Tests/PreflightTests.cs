using Guanwei.Rules.Eligibility;
using Guanwei.Rules.Naming;
using Guanwei.Rules.Rights;
using static Guanwei.Rules.Tests.Given;

namespace Guanwei.Rules.Tests;

public class PreflightTests
{
    [Theory]
    [InlineData(Profile.Guide)]
    [InlineData(Profile.Current)]
    [InlineData(Profile.Strict)]
    public void A_complete_application_of_a_county_organ_passes_under_every_profile(Profile profile)
    {
        var decision = Given.Preflight(Application, profile);

        // The organ lies in Guangdong, whose local rule is told where the guide does not decide.
        string[] told = profile == Profile.Guide ? [] : ["ACCOUNT_DISCOURAGED"];
        Assert.Equal(Outcome.Passed, decision.Outcome);
        Assert.Equal([.. told, "REVIEW_PERIOD", "PERMISSION_SCOPE"], decision.Reasons.Select(r => r.Code));
    }

    [Fact]
    public void An_empty_draft_is_told_everything_at_once()
    {
        var draft = new ApplicationFacts(
            new AgencyFacts(null, null, AgencyLevel.County, AgencyKind.Administrative, null),
            new PurposeFacts(null, " ", null, null, null),
            new NameFacts(null, new NameApplicant(null, AgencyLevel.County, AgencyKind.Administrative)),
            new StaffFacts(null, null, null),
            [],
            ExistingAccounts: 0);

        var decision = Given.Preflight(draft);

        Assert.Equal(Outcome.Refused, decision.Outcome);
        Assert.Equal(
            [
                "agency.name AGENCY_NAME_MISSING",
                "agency.region-code REGION_CODE_INVALID",
                "agency.credit-code CREDIT_CODE_MISSING",
                "purpose.account-type PURPOSE_INCOMPLETE",
                "purpose.answered-by PURPOSE_INCOMPLETE",
                "purpose.audience PURPOSE_INCOMPLETE",
                "purpose.columns PURPOSE_INCOMPLETE",
                "purpose.frequency PURPOSE_INCOMPLETE",
                "name NAME_MISSING",
                "staff.a SUPER_MISSING",
                "staff.b SUPER_MISSING",
                "staff.operator OPERATOR_MISSING",
                "documents.credit-code-certificate DOCUMENT_MISSING",
                "documents.application-form DOCUMENT_MISSING",
                "documents.id-card-front DOCUMENT_MISSING",
                "documents.id-card-back DOCUMENT_MISSING",
                "documents.establishment-approval DOCUMENT_MISSING",
            ],
            decision.Blocking.Select(r => $"{r.Place} {r.Code}"));
    }

    [Fact]
    public void A_second_account_is_refused_by_todays_rules_and_allowed_by_the_guides_matrix()
    {
        var second = Application with { ExistingAccounts = 1 };

        var guide = Given.Preflight(second, Profile.Guide);
        var current = Given.Preflight(second, Profile.Current);

        Assert.Empty(guide.Blocking);
        Assert.Equal("AGENCY_HAS_ACCOUNT", Assert.Single(current.Blocking).Code);
        var other = Assert.Single(
            guide.Others, o => o.Key == "accounts.per-agency" && o.OtherProfile == Profile.Current);
        Assert.Equal(("2", "1", "GBF123-ONE-ACCOUNT@1"), (other.Value, other.OtherValue, other.OtherRule.ToString()));
    }

    [Fact]
    public void The_decision_names_the_keys_on_which_the_guide_is_silent()
    {
        var decision = Given.Preflight(Application, Profile.Guide);

        Assert.Contains("name.units.max", decision.Fallen);
        Assert.DoesNotContain("documents.required", decision.Fallen);
        Assert.Empty(Given.Preflight(Application, Profile.Current).Fallen);
    }

    [Fact]
    public void The_digest_of_the_inputs_changes_with_any_fact()
    {
        var one = Given.Preflight(Application);
        var same = Given.Preflight(Application with { });
        var other = Given.Preflight(Application with
        {
            Staff = Application.Staff with { B = CivilServant("d") },
        });

        Assert.Equal(one.Inputs, same.Inputs);
        Assert.NotEqual(one.Inputs, other.Inputs);
        Assert.Equal(Book.Digest, one.Book);
    }

    [Fact]
    public void Someone_not_on_the_establishment_cannot_be_super_administrator()
    {
        var facts = Application with
        {
            Staff = Application.Staff with { B = CivilServant("b") with { Establishment = Establishment.Contract } },
        };

        var reason = Assert.Single(Given.Preflight(facts).Blocking);

        Assert.Equal("SUPER_NOT_ON_ESTABLISHMENT", reason.Code);
        Assert.Equal("staff.b.establishment", reason.Place.ToString());
        Assert.Equal(
            "超级管理员B 角的编制身份为“聘用人员”，应为在编人员。", Sentences.In("zh-CN").Say(reason).Sentence);
    }
}
