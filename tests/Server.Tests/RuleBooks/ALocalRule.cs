using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Audit;
using Guanwei.Server.Notifications;
using Guanwei.Server.RuleBooks;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using RoleTable = Guanwei.Server.People.RoleTable;

namespace Guanwei.Server.Tests.RuleBooks;

/// <summary>地方规定: entered by one person, approved by another, in the book from its first day.</summary>
public sealed class ALocalRule
{
    private const string Key = "review.working-days.max";

    private static readonly Scope county = new(AgencyLevel.County, AgencyKind.Administrative, AccountType.Service, "421122");

    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Answers_from_its_first_day_once_a_second_person_has_approved_it(DatabaseKind kind)
    {
        await using var here = await Entering.Here(kind);
        var id = (await here.Enters()).Required;
        Assert.Equal(15, (await here.Book()).Resolve(Key, county, new(2026, 6, 1), Profile.Current).Whole);

        _ = (await here.Approves(id)).Required;

        var book = await here.Book();
        Assert.Equal(15, book.Resolve(Key, county, new(2026, 5, 31), Profile.Current).Whole);
        var answer = book.Resolve(Key, county, new(2026, 6, 1), Profile.Current);
        Assert.Equal((10, "DF-2026-000001@1", Authority.Local), (answer.Whole, answer.Rule.Ref.ToString(), answer.Rule.Authority));
        Assert.Equal("鄂政办发〔2026〕12号", answer.Rule.Source.Number);
        Assert.Equal(15, book.Resolve(Key, county with { Region = "430100" }, new(2026, 6, 1), Profile.Current).Whole);
        Assert.Equal(1, here.House.InForce.Current.Local.Approvals);
    }

    [Fact]
    public async Task Is_not_approved_or_rejected_by_who_entered_it_whatever_their_office()
    {
        await using var here = await Entering.Here();
        var id = (await here.Enters()).Required;

        Assert.Equal(["LOCAL_RULE_OWN"], Entering.Codes(await here.Approves(id, here.First)));
        Assert.Equal(["LOCAL_RULE_OWN"], Entering.Codes(await here.Rejects(id, "与原文不符", here.First)));
        Assert.Equal(["NOT_FOUND"], Entering.Codes(await here.Approves(id, here.OfTheCity, seen: 1)));
        _ = (await here.Approves(id, here.Officer)).Required;
    }

    [Fact]
    public async Task Is_refused_with_every_fault_at_once()
    {
        await using var here = await Entering.Here();

        var refused = await here.Enters(new LocalRuleForm(
            Key, null, "ten", null, [], [], [], "430000", "", " ", null, null, "ftp://x", "2025-01-01", "2024-01-01"));

        Assert.Equal(
            [
                "LOCAL_RULE_VALUE_WRONG", "LOCAL_RULE_SEVERITY_MISSING", "LOCAL_RULE_REGION_FOREIGN", "LOCAL_RULE_TITLE_MISSING",
                "LOCAL_RULE_NUMBER_MISSING", "LOCAL_RULE_CLAUSE_MISSING", "LOCAL_RULE_ISSUER_MISSING", "LOCAL_RULE_URL_WRONG",
                "LOCAL_RULE_FROM_MISSING", "LOCAL_RULE_TO_WRONG",
            ],
            Entering.Codes(refused));
        Assert.Equal(["LOCAL_RULE_KEY_UNKNOWN"], Entering.Codes(await here.Enters(Entering.Form() with { Key = "no.such.key" })));
    }

    [Fact]
    public async Task Is_limited_to_the_region_of_the_agency_that_enters_it()
    {
        await using var here = await Entering.Here();

        Assert.Equal(["LOCAL_RULE_REGION_FOREIGN"], Entering.Codes(await here.Enters(by: here.OfTheCity)));
        _ = (await here.Enters(Entering.Form(region: "421122"), here.OfTheCity)).Required;
        var county = await here.House.Agency("样例县民政局", here.City);
        var supervisor = await here.House.Person("supervisor", county);
        Assert.Contains("LOCAL_RULE_AGENCY_LEVEL", Entering.Codes(await here.Enters(by: supervisor)));
    }

    [Fact]
    public async Task Is_entered_by_what_heads_the_province_or_city_and_not_by_its_bureaus_libraries_and_unions()
    {
        await using var here = await Entering.Here();
        foreach (var (name, kind) in new[]
        {
            ("样例市民政局", AgencyKind.Administrative), ("样例市图书馆", AgencyKind.PublicInstitution), ("样例市总工会", AgencyKind.MassOrganisation),
        })
        {
            var body = await here.Body(name, AgencyLevel.Prefecture, kind, here.City);
            var supervisor = await here.House.Person("supervisor", body);

            Assert.Equal(["LOCAL_RULE_AGENCY_LEVEL"], Entering.Codes(await here.Enters(Entering.Form(region: "421100"), supervisor)));
        }
    }

    [Fact]
    public async Task That_would_stop_every_application_is_refused_with_who_and_why_and_nothing_is_kept()
    {
        await using var here = await Entering.Here();
        var form = LocalRuleForm.For("name.units.max", "420000") with
        {
            Value = "5",
            Severity = "block",
            Title = "样例办法",
            Number = "样例〔2026〕1号",
            Issuer = "样例",
            Clause = "第一条",
            From = "2026-06-01",
        };

        var refused = Assert.IsType<Outcome<LocalRuleId>.Refused>(await here.Enters(form));

        var reason = Assert.Single(refused.Reasons);
        Assert.Equal("LOCAL_RULE_STOPS", reason.Code);
        await using var db = here.House.Databases.OpenForSystem("test");
        Assert.Empty(await db.Set<LocalRule>().ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Is_not_approved_on_a_page_that_showed_its_effect_on_another_book()
    {
        await using var here = await Entering.Here();
        var (first, second) = ((await here.Enters()).Required, (await here.Enters(Entering.Form("9"))).Required);
        var seen = (await here.Book()).Digest;
        _ = (await here.Approves(first)).Required;

        Assert.Equal(["LOCAL_RULE_BOOK_CHANGED"], Entering.Codes(await here.Approves(second, book: seen)));
        _ = (await here.Approves(second, book: (await here.Book()).Digest)).Required;
    }

    [Theory, MemberData(nameof(Both))]
    public async Task That_another_one_made_unfit_meanwhile_is_refused_again_at_its_approval(DatabaseKind kind)
    {
        await using var here = await Entering.Here(kind);
        // A value without an order: two rows for one place from one day answer with equal right.
        var one = Fixed("GUIDE-PERMISSION-PREFECTURE");
        var first = (await here.Enters(one)).Required;
        var second = (await here.Enters(one)).Required;
        _ = (await here.Approves(first)).Required;

        Assert.Equal(["LOCAL_RULE_DOES_NOT_FIT"], Entering.Codes(await here.Enters(one)));
        Assert.Equal(["LOCAL_RULE_DOES_NOT_FIT"], Entering.Codes(await here.Approves(second)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_that_contradict_each_other_approved_at_once_one_stands(DatabaseKind kind)
    {
        await using var here = await Entering.Here(kind);
        var one = Fixed("GUIDE-PERMISSION-PREFECTURE");
        var (first, second) = ((await here.Enters(one)).Required, (await here.Enters(one)).Required);

        var outcomes = await Task.WhenAll(Task.Run(() => here.Approves(first)), Task.Run(() => here.Approves(second, here.Officer)));

        Assert.Single(outcomes.OfType<Outcome<LocalRuleId>.Done>());
        await here.Book();
        Assert.Equal(1, here.House.InForce.Current.Local.Approvals);
        Assert.Empty(here.House.InForce.Current.Local.Unfit);
    }

    [Fact]
    public async Task Entered_or_approved_by_the_same_click_twice_is_one_and_a_stale_page_is_told_so()
    {
        await using var here = await Entering.Here();
        var (enter, approve) = (House.NewOperation(), House.NewOperation());
        var id = (await here.Enters(operation: enter)).Required;

        Assert.Equal(id, (await here.Enters(operation: enter)).Required);
        Assert.Equal(["STALE"], Entering.Codes(await here.Approves(id, seen: 0)));
        _ = (await here.Approves(id, operation: approve)).Required;
        Assert.Equal(id, (await here.Approves(id, seen: 1, operation: approve)).Required);
        Assert.Equal(["NOT_NOW"], Entering.Codes(await here.Approves(id, here.Officer)));
        Assert.Equal(1, (await here.Book()).Rules.Count(x => x.Id == "DF-2026-000001"));
    }

    [Fact]
    public async Task Is_changed_and_ended_by_new_versions_and_the_old_ones_stay_for_replay()
    {
        await using var here = await Entering.Here();
        _ = (await here.Approves((await here.Enters()).Required)).Required;
        var next = Entering.Form("12", from: "2026-09-01") with { Replaces = "DF-2026-000001", To = "2026-12-31" };
        Assert.Equal(
            ["LOCAL_RULE_BEGINS_EARLIER"], Entering.Codes(await here.Enters(next with { From = "2026-01-01" })));

        _ = (await here.Approves((await here.Enters(next)).Required)).Required;

        var book = await here.Book();
        int On(int month) => book.Resolve(Key, county, new(2026, month, 1), Profile.Current).Whole;
        Assert.Equal([15, 10, 12], new[] { 5, 6, 9 }.Select(On));
        Assert.Equal(15, book.Resolve(Key, county, new(2027, 1, 1), Profile.Current).Whole);
        Assert.NotNull(book.Find(new RuleRef("DF-2026-000001", 1)));
        // Another agency's rule is not theirs to change, and they are not told that there is one.
        Assert.Equal(["NOT_FOUND"], Entering.Codes(await here.Enters(next with { Region = "421100" }, here.OfTheCity)));
    }

    [Fact]
    public async Task Is_told_to_the_second_person_and_its_fate_to_the_first()
    {
        await using var here = await Entering.Here();
        here.House.Jobs.Handle(EnterLocalRule.TellJob, TellOfLocalRule.Waiting).Handle(TellOfLocalRule.DecidedJob, TellOfLocalRule.Decided);
        here.House.Happenings.On("local-rule.rejected", TellOfLocalRule.DecidedJob);
        var id = (await here.Enters()).Required;
        _ = (await here.Enters(Entering.Form(region: "421100"), here.OfTheCity)).Required;
        await here.House.RunJobs();
        _ = (await here.Rejects(id, "第九条为十二个工作日")).Required;
        await here.House.RunJobs();

        await using var db = here.House.Databases.OpenForSystem("test");
        var told = await db.Set<Notice>().OrderBy(x => x.At).ThenBy(x => x.Code).Select(x => new { x.PersonId, x.Code }).ToListAsync();
        Assert.Contains(told, x => (x.PersonId, x.Code) == (here.Second.Person, "local-rule.waiting"));
        // The city has one supervisor: the officers of the installation are the second person.
        Assert.Contains(told, x => (x.PersonId, x.Code) == (here.Officer.Person, "local-rule.waiting"));
        Assert.Contains(told, x => (x.PersonId, x.Code) == (here.First.Person, "local-rule.rejected"));
        Assert.DoesNotContain(told, x => (x.PersonId, x.Code) == (here.First.Person, "local-rule.waiting"));
        Assert.Equal(["LOCAL_RULE_WORDS_MISSING"], Entering.Codes(await here.Rejects((await here.Enters()).Required, " ")));
        Assert.Contains("DF-2026-000001@1", (await db.Set<AuditEntry>().FirstAsync(x => x.Verb == EnterLocalRule.Verb)).Rules);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task That_this_program_cannot_take_is_set_aside_and_the_others_go_on(DatabaseKind kind)
    {
        await using var here = await Entering.Here(kind);
        _ = (await here.Approves((await here.Enters()).Required)).Required;
        await here.House.Do<bool>(Actor.System("test"), "test.row", act =>
        {
            foreach (var (number, row) in new[] { (2, "{"), (3, Unknown()) })
            {
                act.Db.Add(new LocalRow
                {
                    Number = number, Draft = act.NewId<LocalRuleId>(), RuleId = $"DF-{number}", RuleVersion = 1, Row = row,
                });
            }
            return Task.FromResult<Outcome<bool>>(true);
        });

        var book = await here.Book();

        Assert.Equal(10, book.Resolve(Key, county, new(2026, 6, 1), Profile.Current).Whole);
        Assert.Equal(["DF-2@1", "DF-3@1"], here.House.InForce.Current.Local.Unfit.Select(x => x.Rule.ToString()));
        Assert.Contains(
            "没有 gone.key 这一事项", Sentences.In("zh-CN").Say(here.House.InForce.Current.Local.Unfit[1].Faults[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_beforehand_whom_it_would_concern_and_that_a_looser_one_concerns_nobody()
    {
        await using var here = await Entering.Here();
        var (tight, _) = LocalRuleReading.Read(Entering.Form() with { Levels = ["county"] }, here.Province, RuleBook.National, null, "DF-1");
        var (loose, _) = LocalRuleReading.Read(Entering.Form("90") with { Key = "name.units.max" }, here.Province, RuleBook.National, null, "DF-1");

        var change = Assert.Single(RowEffect.Of(RuleBook.National, tight!).Changes, x => x.Profile == Profile.Current);

        Assert.Equal(("15", "10"), (change.Before.Value.ToString(), change.After.Value.ToString()));
        Assert.All(change.Where, x => Assert.Equal((AgencyLevel.County, "420000"), (x.Level, x.Region)));
        var nothing = RowEffect.Of(RuleBook.National, loose!);
        Assert.Empty(nothing.Changes);
        Assert.False(nothing.Counts);
    }

    [Fact]
    public async Task That_ends_another_announces_the_day_on_which_the_old_answer_comes_back()
    {
        await using var here = await Entering.Here();
        _ = (await here.Approves((await here.Enters()).Required)).Required;
        var standing = (await here.Book()).Find(new RuleRef("DF-2026-000001", 1))!;
        var end = standing with { Version = 2, From = new(2026, 9, 1), To = new(2026, 12, 31) };

        var effect = RowEffect.Of(here.House.InForce.Current.Rules, end);

        Assert.Equal(standing.Ref, effect.Replaced!.Ref);
        Assert.True(effect.Counts);
        var change = Assert.Single(effect.Changes, x => x.Profile == Profile.Current && x.Where.Contains(county with { Region = "420000" }));
        Assert.Equal(
            (new(2027, 1, 1), null, "10", "15", true),
            (change.From, change.To, change.Before.Value.ToString(), change.After.Value.ToString(), change.LetsGo));
    }

    [Fact]
    public async Task That_narrows_another_announces_whom_it_lets_go()
    {
        await using var here = await Entering.Here();
        _ = (await here.Approves((await here.Enters()).Required)).Required;
        var standing = (await here.Book()).Find(new RuleRef("DF-2026-000001", 1))!;
        var narrower = standing with
        {
            Version = 2,
            From = new(2026, 9, 1),
            Scope = new RuleScope { Region = "420000", Levels = [AgencyLevel.Township] },
        };

        var effect = RowEffect.Of(here.House.InForce.Current.Rules, narrower);

        var change = Assert.Single(effect.Changes, x => x.Profile == Profile.Current && x.Where.Any(y => y.Level is AgencyLevel.County));
        Assert.Equal(("10", "15", true, new DateOnly(2026, 9, 1)),
            (change.Before.Value.ToString(), change.After.Value.ToString(), change.LetsGo, change.From));
        Assert.DoesNotContain(change.Where, x => x.Level is AgencyLevel.Township);
    }

    [Fact]
    public async Task That_says_the_same_anew_changes_nothing_and_counts_all_the_same()
    {
        await using var here = await Entering.Here();
        _ = (await here.Approves((await here.Enters()).Required)).Required;
        var standing = (await here.Book()).Find(new RuleRef("DF-2026-000001", 1))!;
        var again = standing with { Version = 2, From = new(2026, 9, 1), Source = standing.Source with { Number = "鄂政办发〔2026〕40号" } };

        var effect = RowEffect.Of(here.House.InForce.Current.Rules, again);

        Assert.Empty(effect.Changes);
        Assert.True(effect.Counts);
    }

    [Fact]
    public async Task Is_refused_for_what_the_whole_installation_does_in_one_way()
    {
        await using var here = await Entering.Here();
        var form = Entering.Form("14") with { Key = "sign-in.password.length.min", Severity = "block" };

        Assert.Equal(["LOCAL_RULE_DOES_NOT_FIT"], Entering.Codes(await here.Enters(form)));
    }

    [Fact]
    public async Task Is_ended_by_an_agency_that_may_make_none_any_more_and_before_that_one_is_closed()
    {
        await using var here = await Entering.Here();
        IHeldByAgency[] held = [.. Server.Hosting.Serve.Holdings().OfType<IHeldByAgency>().Where(x => x.Kind == "local-rules")];
        async Task<IEnumerable<string>> Closes(Agency agency)
        {
            await using var db = here.House.Databases.OpenForSystem("test");
            var version = (await db.Set<Agency>().SingleAsync(x => x.Id == agency.Id)).Version;
            var outcome = await here.House.Do<AgencyId>(
                here.Officer, CloseAgency.Verb, act => CloseAgency.Run(act, new(agency.Id, version), held, default));
            return outcome is Outcome<AgencyId>.Refused refused ? refused.Reasons.Select(x => x.Code) : [];
        }
        var its = Entering.Form(region: "421100");
        var waiting = (await here.Enters(its, here.OfTheCity)).Required;
        Assert.Equal(["AGENCY_HOLDS"], await Closes(here.City));
        _ = (await here.Approves(waiting, here.Officer)).Required;
        Assert.Empty(await Closes(here.County));

        // Nothing lies below the city now, so it makes no rules; its own it may end.
        Assert.Equal(["LOCAL_RULE_AGENCY_LEVEL"], Entering.Codes(await here.Enters(its, here.OfTheCity)));
        var next = its with { Replaces = "DF-2026-000001", From = "2026-09-01" };
        Assert.Equal(["LOCAL_RULE_ONLY_ENDED"], Entering.Codes(await here.Enters(next, here.OfTheCity)));
        Assert.Equal(["LOCAL_RULE_ONLY_ENDED"], Entering.Codes(await here.Enters(next with { Value = "8", To = "2026-09-30" }, here.OfTheCity)));
        Assert.Equal(["AGENCY_HOLDS"], await Closes(here.City));
        var end = (await here.Enters(next with { To = "2026-09-30" }, here.OfTheCity)).Required;
        Assert.Equal(["AGENCY_HOLDS"], await Closes(here.City));
        _ = (await here.Approves(end, here.Officer)).Required;

        Assert.Empty(await Closes(here.City));
        Assert.Equal(15, (await here.Book()).Resolve(Key, county, new(2026, 10, 1), Profile.Current).Whole);
    }

    [Fact]
    public void Is_moved_only_by_roles_that_have_the_right()
    {
        var roles = RoleTable.Load();

        Assert.All(LocalRule.Table.Lines, line => Assert.All(line.Roles, role => Assert.True(roles.Allows(role, line.Verb))));
        Assert.False(roles.Allows("system-officer", EnterLocalRule.Verb));
        Assert.False(roles.Allows("applicant", EnterLocalRule.Verb));
    }

    private static LocalRuleForm Fixed(string rule) => Entering.Form() with
    {
        Key = "permission.scope",
        Value = RuleBook.National.Rules.First(x => x.Id == rule).Value.ToString(),
        Levels = ["prefecture"],
    };

    private static string Unknown() => RuleJson.Write(RuleBook.National.Rules[0] with
    {
        Id = "DF-3",
        Key = "gone.key",
        Authority = Authority.Local,
    });
}
