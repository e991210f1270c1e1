using CsCheck;
using Guanwei.Rules.Naming;
using Guanwei.Rules.Regions;

namespace Guanwei.Rules.Tests;

public class NamingTests
{
    // 平安, 和平 and the like read as slogans where nothing stands beside them: the swap below is not about them.
    private static readonly string[] Departments = ["民政", "公安", "税务", "教育", "审计", "统计", "司法", "商务"];

    private static readonly Gen<Region> Counties = Gen.OneOf(
    [
        .. Gazetteer.Names.Where(name => name.Kind == RegionNameKind.Short && name.Text.Length > 1)
            .Select(name => Gazetteer.Find(name.Code, Given.Today)).OfType<Region>()
            .Where(region => !region.Code.EndsWith("00", StringComparison.Ordinal)),
    ]);

    private static readonly Gen<NameFacts> Asking =
        from county in Counties
        from department in Gen.OneOf(Departments)
        select new NameFacts(county.ShortName + department, new NameApplicant(
            $"{county.Name}{department}局", AgencyLevel.County, AgencyKind.Administrative, county.Code));

    private static readonly string[] Tokens =
    [
        .. new[] { "name.protected-words", "name.absolute-words" }.SelectMany(key => Given.Book
            .Resolve(key, new Scope(AgencyLevel.County), Given.Today, Profile.Current).Set),
        "\u200B", "\uFEFF", "\u2060", "\u00AD",
    ];

    [Fact]
    public void No_text_makes_the_check_throw_and_each_gets_an_answer() =>
        Gen.Select(Gen.String, Gen.Enum<AgencyLevel>(), Gen.String).Sample((name, level, agency) =>
        {
            var facts = new NameFacts(name, new NameApplicant(agency, level, AgencyKind.Administrative));
            Sayings.AssertComplete(NameCheck.Check(facts, Given.Book, Given.Today, Profile.Strict).Reasons);
        });

    [Fact]
    public void A_protected_absolute_or_unseen_token_anywhere_in_an_accepted_name_is_never_accepted() =>
        Gen.Select(Asking, Gen.OneOf(Tokens), Gen.Int[0, 9], Gen.Enum<Profile>()).Sample((facts, token, at, profile) =>
        {
            var place = Math.Min(at, facts.Text!.Length);
            var changed = facts with { Text = facts.Text.Insert(place, token) };
            return Verdict(facts, profile) != Outcome.Passed || Verdict(changed, profile) != Outcome.Passed;
        });

    [Fact]
    public void With_another_region_code_a_name_with_a_region_is_another_s_or_claims_too_much() =>
        Gen.Select(Asking, Counties).Sample((facts, other) =>
        {
            var region = facts.Text![..^2];
            if (Verdict(facts, Profile.Current) != Outcome.Passed || SharesName(region, other.Code))
            {
                return true;
            }

            var moved = facts with { Applicant = facts.Applicant with { RegionCode = other.Code } };
            return Codes(moved, Profile.Current).Any(code => code is "SUBJECT_MISMATCH" or "REGION_OVERREACH");
        });

    [Fact]
    public void Every_suggestion_is_accepted_by_the_same_check() =>
        Gen.Select(Asking, Gen.OneOf("暖心在线", "中国民政", "发布", "张三局长", "官微123"), Gen.Enum<Profile>())
            .Sample((facts, wish, profile) =>
            {
                var taken = NameIndex.Of([new RegisteredName(facts.Text!, "样例单位")], Given.Book, Given.Today);
                var asked = facts with { Text = wish, Taken = taken };
                var judgement = NameCheck.Judge(asked, Given.Book, Given.Today, profile);
                return judgement.Suggestions.Count <= 5 && judgement.Suggestions.All(name =>
                    Verdict(asked with { Text = name }, profile) == Outcome.Passed);
            });

    [Fact]
    public void A_name_that_is_refused_is_answered_with_legal_ones_the_nature_asked_for_first()
    {
        var tax = new NameApplicant("国家税务总局张家港市税务局", AgencyLevel.County, AgencyKind.Administrative, "320582");

        var judgement = NameCheck.Judge(new NameFacts("张家港之声", tax), Given.Book, Given.Today, Profile.Guide);

        Assert.Equal(
            ["张家港市税务局", "张家港税务", "国家税务总局张家港市税务局", "张家港税务之声", "张家港税务发布"],
            judgement.Suggestions);
    }

    [Fact]
    public void Every_wrong_character_is_named()
    {
        var facts = new NameFacts("样例!民政?", Given.Asking(Given.County with { RegionCode = null }));

        var decision = NameCheck.Check(facts, Given.Book, Given.Today, Profile.Guide);

        Assert.Equal(["!", "?"], decision.Reasons.Select(r => r.Arguments[0].Value));
    }

    [Fact]
    public void The_names_that_share_a_key_give_the_same_answer_as_all_names()
    {
        var facts = new NameFacts("北京民政", new NameApplicant(
            "北京市民政局", AgencyLevel.Provincial, AgencyKind.Administrative, "110000"));
        RegisteredName[] all = [.. "北京民政发布 民政北京 北京公安 上海民政 北京民正".Split(' ').Select(n => new RegisteredName(n, "样例中心"))];
        var keys = NameKeys.Around(facts, Given.Book, Given.Today, Profile.Current);
        var near = all.Where(name => NameKeys.Of(name.Name, Given.Book, Given.Today).Intersect(keys).Any());

        var one = Judge(all);
        var other = Judge(near);

        Assert.Equal(3, one.Decision.Reasons.Count(r => r.Code == "CONFUSABLE"));
        Assert.Equal(one.Decision.Inputs, other.Decision.Inputs);
        Assert.Equal(one.Suggestions, other.Suggestions);

        NameJudgement Judge(IEnumerable<RegisteredName> names) => NameCheck.Judge(
            facts with { Taken = NameIndex.Of(names, Given.Book, Given.Today) }, Given.Book, Given.Today, Profile.Current);
    }

    private static bool SharesName(string text, string code) =>
        Gazetteer.Named(text).Any(name => Gazetteer.Lineage(code, Given.Today).Any(region => region.Code == name.Code));

    private static Outcome Verdict(NameFacts facts, Profile profile) =>
        NameCheck.Check(facts, Given.Book, Given.Today, profile).Outcome;

    private static IEnumerable<string> Codes(NameFacts facts, Profile profile) =>
        NameCheck.Check(facts, Given.Book, Given.Today, profile).Reasons.Select(reason => reason.Code);
}
