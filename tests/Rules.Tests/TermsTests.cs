using Guanwei.Rules.AccountTypes;
using Guanwei.Rules.Certification;
using Guanwei.Rules.Documents;
using Guanwei.Rules.Eligibility;
using static Guanwei.Rules.Tests.Given;

namespace Guanwei.Rules.Tests;

/// <summary>Who may apply, with what, for which type of account, and what a certification costs.</summary>
public class TermsTests
{
    private static readonly AgencyFacts Town = County with { Level = AgencyLevel.Township, Name = "样例镇人民政府" };

    [Fact]
    public void A_town_of_guangdong_is_warned_by_todays_rules_and_not_by_the_guide()
    {
        Assert.DoesNotContain("ACCOUNT_DISCOURAGED", CodesOf(Town, Profile.Guide));
        Assert.Contains("ACCOUNT_DISCOURAGED", CodesOf(Town, Profile.Current));
        Assert.DoesNotContain("ACCOUNT_DISCOURAGED", CodesOf(Town with { RegionCode = "330100" }, Profile.Current));
        Assert.DoesNotContain(
            "ACCOUNT_DISCOURAGED", CodesOf(County with { Name = "样例县人民政府" }, Profile.Current));
    }

    [Fact]
    public void What_a_row_says_about_an_account_of_ones_own_is_what_its_value_says()
    {
        var rows = Book.RowsOf("accounts.own");

        Assert.All(rows, row => Assert.Equal(
            ((WholeValue)row.Value).Number < 2, row.Sentence == ReasonCode.AccountDiscouraged));
        Assert.Contains("当地规定：乡镇（街道）单位原则上不单独开设政务微信账号。", FirstQuestions
            .Check(Town, 0, new FirstReplies(), Book, Today, Profile.Current).Decision.Reasons
            .Select(reason => Sentences.In("zh-CN").Say(reason).Sentence));
    }

    [Theory]
    [InlineData("样例县民政局社会救助科", true)]
    [InlineData("样例县公安局交警大队", true)]
    [InlineData("样例县民政局办公室", true)]
    [InlineData("样例县消防救援大队", false)]
    [InlineData("样例街道办事处", false)]
    [InlineData("样例县人民政府办公室", false)]
    [InlineData("样例县民政局", false)]
    public void A_unit_inside_an_agency_is_known_by_its_name(string name, bool internalUnit) =>
        Assert.Equal(
            internalUnit, CodesOf(County with { Name = name }, Profile.Current).Contains("AGENCY_INTERNAL_UNIT"));

    [Fact]
    public void The_city_rule_refuses_an_internal_unit_but_not_on_a_guess_that_the_applicant_denies()
    {
        var unit = County with { Name = "样例市公安局交警大队", RegionCode = "441900", Level = AgencyLevel.Prefecture };

        Assert.Equal(Outcome.Refused, First(unit, new(InternalUnit: Reply.Yes)).Decision.Outcome);
        Assert.Equal(Outcome.Warned, First(unit, new(InternalUnit: Reply.No)).Decision.Outcome);
        Assert.Contains(
            First(unit, new(InternalUnit: Reply.Yes)).Offers, o => o.Kind == OfferKind.Merge);
    }

    [Fact]
    public void A_campaign_must_say_when_it_ends()
    {
        var open = First(County, new(ShortLived: Reply.Yes));
        var dated = First(County, new(ShortLived: Reply.Yes, EndsOn: Today.AddDays(60)));

        Assert.Equal(
            ["ACCOUNT_FOR_CAMPAIGN", "CAMPAIGN_END_MISSING"],
            open.Decision.Reasons.Select(r => r.Code).Where(c => c.Contains("CAMPAIGN", StringComparison.Ordinal)));
        Assert.DoesNotContain(dated.Decision.Reasons, r => r.Code == "CAMPAIGN_END_MISSING");
        Sayings.AssertComplete(open.Decision.Reasons);
    }

    [Fact]
    public void An_agency_of_macao_gives_its_letter_and_is_promised_no_day()
    {
        var macao = County with
        {
            Level = AgencyLevel.HkMacao,
            RegionCode = "820000",
            CreditCode = null,
            Letter = new(null, Today.AddDays(1)),
        };

        var reasons = Given.Preflight(Application with { Agency = macao }).Reasons;

        Assert.Contains(reasons, r => r.Code == "LETTER_NUMBER_MISSING");
        Assert.Contains(reasons, r => r.Code == "LETTER_DATE_AHEAD");
        Assert.Contains(reasons, r => r.Code == "REVIEW_NO_CLOCK");
        Assert.DoesNotContain(reasons, r => r.Code is "REVIEW_PERIOD" or "CREDIT_CODE_MISSING");
        Sayings.AssertComplete(reasons);
    }

    [Fact]
    public void The_organisation_code_certificate_counts_for_nobody_but_by_the_guide()
    {
        foreach (var level in Enum.GetValues<AgencyLevel>())
        {
            foreach (var kind in Enum.GetValues<AgencyKind>())
            {
                Assert.False(Counts(new Scope(level, kind), Profile.Current));
                Assert.False(Counts(new Scope(level, kind), Profile.Strict));
            }
        }

        Assert.True(Counts(new Scope(AgencyLevel.County, AgencyKind.Administrative), Profile.Guide));

        static bool Counts(Scope scope, Profile profile) =>
            RequiredDocuments.For(scope, true, Book, Today, profile)
                .Any(r => r.AnyOf.Contains(DocumentKind.OrganisationCodeCertificate));
    }

    [Fact]
    public void A_letter_of_authorisation_bears_the_superiors_seal()
    {
        var letter = Document(DocumentKind.AuthorisationLetter, "aa") with { Seal = SealState.OtherBody };
        var scope = new Scope(AgencyLevel.Township, AgencyKind.Administrative);

        var decision = DocumentCheck.CheckFile(letter, scope, Book, Today, Profile.Guide);

        Assert.Equal("SEAL_OTHER_BODY", Assert.Single(decision.Reasons).Code);
        Assert.Contains("上级主管部门公章", Sentences.In("zh-CN").Say(decision.Reasons[0]).Remedy);
        var required = RequiredDocuments.For(scope, false, Book, Today, Profile.Guide);
        Assert.Contains(required, r => r.Seals.Any(s => s.Seal == Seal.Superior));
    }

    [Fact]
    public void A_capability_is_answered_with_the_rules_of_type_and_level_and_agrees_with_the_payment_rule()
    {
        foreach (var level in Enum.GetValues<AgencyLevel>())
        {
            foreach (var type in Enum.GetValues<AccountType>())
            {
                foreach (var profile in Enum.GetValues<Profile>())
                {
                    var scope = new Scope(level, AgencyKind.Administrative, type);
                    var payment = Capabilities.Of(
                        Capability.Payment, scope, AccountStanding.Verified, Book, Today, profile);

                    Assert.Equal(Book.Resolve("payment.allowed", scope, Today, profile).Yes, payment.Allowed);
                    Assert.NotNull(Book.Find(payment.Type));
                    Assert.NotNull(Book.Find(payment.Level));
                }
            }
        }
    }

    [Fact]
    public void The_nine_interfaces_have_names() =>
        Assert.Equal(
            Book.Resolve(
                "interfaces.advanced", new Scope(AccountType: AccountType.Service), Today, Profile.Guide).Whole,
            Capabilities.Nine(default, Book, Today, Profile.Guide).Length);

    [Fact]
    public void Daily_news_and_payment_are_two_accounts_by_the_guide_where_two_are_allowed()
    {
        var scope = new Scope(AgencyLevel.Provincial, AgencyKind.Administrative);

        var advice = Adviser.Advise([Wish.DailyPublishing, Wish.Payment], scope, Book, Today, Profile.Guide);

        Assert.Contains(advice.Decision.Reasons, r => r.Code == "WISHES_APART");
        Assert.Equal(
            [(AccountType.Service, Wish.Payment), (AccountType.Subscription, Wish.DailyPublishing)],
            advice.Plan!.Accounts.Select(a => (a.Type, Assert.Single(a.Carries))));
        Sayings.AssertComplete(advice.Decision.Reasons);
    }

    [Fact]
    public void Where_one_account_is_allowed_the_rest_is_said_not_to_be_carried()
    {
        var scope = new Scope(AgencyLevel.County, AgencyKind.Administrative);

        Wish[] wishes = [Wish.DailyPublishing, Wish.NoticesByTemplate];
        var advice = Adviser.Advise(wishes, scope, Book, Today, Profile.Current);

        Assert.Contains(advice.Decision.Reasons, r => r.Code == "ONE_ACCOUNT");
        Assert.Equal([Wish.DailyPublishing], advice.Plan!.NotCarried);
        Assert.Single(advice.Plan.Accounts);
        Sayings.AssertComplete(advice.Decision.Reasons);
    }

    [Fact]
    public void No_type_gives_a_county_payment_by_the_guide()
    {
        var advice = Adviser.Advise(
            [Wish.Payment], new Scope(AgencyLevel.County, AgencyKind.Administrative), Book, Today, Profile.Guide);

        var reason = Assert.Single(advice.Decision.Reasons, r => r.Code == "WISH_UNMET");
        Assert.Equal("GUIDE-LEVEL-COUNTY@1", reason.Rule.ToString());
    }

    [Fact]
    public void A_waiver_is_decided_by_a_person_and_not_needed_where_no_fee_is_due()
    {
        var scope = new Scope(AgencyLevel.County, AgencyKind.Administrative, Region: "441721");
        var claim = new WaiverClaim("441721", [DocumentKind.FeeWaiverProof], WaiverDecision.Open);

        Assert.Equal(300, FeeWaiver.Judge(claim, scope, Book, Today, Profile.Guide).Yuan);
        Assert.Equal(
            0,
            FeeWaiver.Judge(claim with { Decision = WaiverDecision.Granted }, scope, Book, Today, Profile.Guide).Yuan);
        var bare = FeeWaiver.Judge(claim with { Documents = [] }, scope, Book, Today, Profile.Guide).Decision;
        Assert.Equal("WAIVER_DOCUMENT_MISSING", Assert.Single(bare.Blocking).Code);
        Assert.Equal(
            ["FEE_EXEMPT"],
            FeeWaiver.Judge(claim, scope, Book, Today, Profile.Current).Decision.Reasons.Select(r => r.Code));
        Sayings.AssertComplete(bare.Reasons);
    }

    [Fact]
    public void Every_cause_of_failure_has_a_word_and_says_whether_one_may_try_again()
    {
        var terms = CertificationTerms.Of(new Scope(AgencyLevel.County), Book, Today, Profile.Guide);
        var words = Sentences.In("zh-CN").Terms;

        Assert.All(terms.Failures, failure =>
        {
            var slug = failure.Code.ToLowerInvariant().Replace('_', '-');
            Assert.Contains($"failure.{slug}", words);
            Assert.Contains($"retry.{Slug.Of(failure.Retry)}", words);
            Assert.Contains($"stage.{failure.Stage}", words);
            Assert.NotNull(Book.Find(failure.Rule));
        });
        Assert.Equal("CERTIFICATION_WINDOW_PASSED", Assert.Single(terms.Failures, f => !f.AllowsRetry).Code);
    }

    [Fact]
    public void Every_procedure_stands_in_the_pages_as_it_is_printed()
    {
        var page = File.ReadAllText(Path.Combine(Pages.Folder, "procedures.md"));

        Assert.All(Procedures.All, procedure => Assert.Contains(
            $"<!-- procedure: {Slug.Of(procedure.Kind)}, {Slug.Of(procedure.Way)} -->\n{procedure.Print()}", page));
    }

    [Fact]
    public void Every_procedure_ends_and_every_deadline_has_its_rule()
    {
        Assert.Equal(14, Procedures.All.Length);
        Assert.All(Procedures.All, procedure =>
        {
            Assert.NotEmpty(procedure.Ends);
            var reached = procedure.Steps.Select(s => s.Next).Append(procedure.Steps[0].State).ToHashSet();
            Assert.All(procedure.Steps, step => Assert.Contains(step.State, reached));
            Assert.All(
                procedure.Steps.Select(s => s.Starts).OfType<ProcedureTerm>(),
                term => Assert.Contains(term.RuleKey, Book.Keys));
        });
    }

    private static FirstAnswer First(AgencyFacts agency, FirstReplies replies) =>
        FirstQuestions.Check(agency, 0, replies, Book, Today, Profile.Current);

    private static List<string> CodesOf(AgencyFacts agency, Profile profile) =>
        [.. FirstQuestions.Check(agency, 0, new(), Book, Today, profile).Decision.Reasons.Select(r => r.Code)];
}
