using System.Reflection;
using System.Text.Json;

namespace Guanwei.Rules.Tests;

public class SentencesTests
{
    private static readonly Sentences Zh = Sentences.In("zh-CN");
    private static readonly Sentences En = Sentences.In("en-GB");

    [Fact]
    public void Every_code_has_a_sentence_and_a_remedy_in_both_languages()
    {
        var codes = typeof(ReasonCode).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(codes, Zh.Codes);
        Assert.Equal(codes, En.Codes);
        Assert.All(codes, code => Assert.All(
            [Zh.Template(code), En.Template(code)],
            saying =>
            {
                Assert.False(string.IsNullOrWhiteSpace(saying.Sentence), code);
                Assert.False(string.IsNullOrWhiteSpace(saying.Remedy), code);
            }));
    }

    [Fact]
    public void Both_languages_have_the_same_gaps_and_the_same_words()
    {
        Assert.All(Zh.Codes, code => Assert.Equal(Sayings.Gaps(Zh.Template(code)), Sayings.Gaps(En.Template(code))));
        Assert.Equal(Zh.Terms.Keys.Order(StringComparer.Ordinal), En.Terms.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Zh.Faults.Keys.Order(StringComparer.Ordinal), En.Faults.Keys.Order(StringComparer.Ordinal));
        Assert.All(Zh.Faults, fault => Assert.Equal(
            Sayings.Gaps(new(fault.Value, "")), Sayings.Gaps(new(En.Faults[fault.Key], ""))));
    }

    [Fact]
    public void A_fault_of_the_book_is_told_in_the_readers_language()
    {
        var fault = Assert.Single(Assert.Throws<RuleBookException>(() =>
            Rows.Book(Rows.Row("A", 1) with { To = new(2025, 1, 1) }, Rows.Row("B", 1))).Faults);

        Assert.Equal("A@1：失效日期早于生效日期", Zh.Say(fault));
        Assert.Equal("A@1: ends before it begins", En.Say(fault));
    }

    [Fact]
    public void Every_value_of_ours_that_people_see_has_a_word()
    {
        var seen = new (string Group, IEnumerable<Enum> Values)[]
        {
            ("level", All<AgencyLevel>()), ("kind", All<AgencyKind>()), ("account-type", All<AccountType>()),
            ("profile", All<Profile>()), ("severity", All<Severity>()), ("authority", All<Authority>()),
            ("document", All<Documents.DocumentKind>()), ("media", All<Documents.MediaKind>()),
            ("establishment", All<Rights.Establishment>()), ("role", All<Rights.AccountRole>()),
            ("area", All<Rights.RightArea>()), ("holder", All<Codes.CreditCodeHolder>()),
            ("period", All<AccountTypes.BroadcastPeriod>()),
        };

        Assert.All(seen, group => Assert.All(
            group.Values, value => Assert.Contains($"{group.Group}.{Slug.Of(value)}", Zh.Terms)));
    }

    [Fact]
    public void Arguments_are_written_in_the_readers_language()
    {
        var reason = new Reason(ReasonCode.ReviewPeriod, Severity.Inform, new("R", 1), new("submission"),
            [Argument.Number("min", 5), Argument.Number("max", 7), Argument.Day("due", new(2026, 10, 15))]);
        var locked = new Reason(ReasonCode.SignInLocked, Severity.Block, new("R", 1), new("sign-in"),
            [Argument.Number("max", 5), Argument.Duration("length", TimeSpan.FromMinutes(15))]);
        var large = new Reason(ReasonCode.DocumentTooLarge, Severity.Block, new("R", 1), new("documents"),
            [
                Argument.Term("document", "document", "id-card-front"),
                Argument.Bytes("bytes", 5 * 1024 * 1024 / 2), Argument.Bytes("max", 2 * 1024 * 1024),
            ]);

        Assert.Contains("最迟 2026年10月15日 办结", Zh.Say(reason).Sentence);
        Assert.Contains("ends by 15 October 2026", En.Say(reason).Sentence);
        Assert.Equal("连续 5 次登录失败，已锁定 15 分钟。", Zh.Say(locked).Sentence);
        Assert.Equal("5 failed attempts; locked for 15 minutes.", En.Say(locked).Sentence);
        Assert.Equal("法定代表人身份证人像面的文件为 2.5 MB，应小于 2 MB。", Zh.Say(large).Sentence);
    }

    [Fact]
    public void What_people_type_cannot_fill_a_gap_of_its_own()
    {
        var reason = new Reason(ReasonCode.Duplicate, Severity.Block, new("R", 1), new("name"),
            [Argument.Text("name", "{holder}"), Argument.Text("holder", "样例市民政局")]);

        Assert.Contains("“{holder}”", Zh.Say(reason).Sentence);
    }

    [Fact]
    public void Chinese_is_spoken_to_every_reader_but_the_english() =>
        Assert.Equal([true, true, false], new[] { "zh-CN", "fr", "en" }.Select(c => Sentences.In(c) == Zh));

    [Fact]
    public void A_citation_names_document_number_clause_and_doubt()
    {
        var state = RuleBook.National.Find(new RuleRef("GBF123-ONE-ACCOUNT", 1))!;
        var guide = RuleBook.National.Find(new RuleRef("GUIDE-FEE", 1))!;

        Assert.Equal(
            "依据：国家文件 · 国务院办公厅《国务院办公厅关于推进政务新媒体健康有序发展的意见》（国办发〔2018〕123号）"
                + " 一个单位原则上在同一第三方平台只开设一个政务新媒体账号",
            Citation.Of(state, Zh));
        Assert.Equal(
            "Basis: guide · 路由通《政务微信账号申请全攻略》 三、认证费用为每年300元"
                + " (only in the guide; no official source found)",
            Citation.Of(guide, En));
    }

    /// <summary>Words, domains and endings stand for themselves.</summary>
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_code_in_a_value_has_its_word(string language)
    {
        string[] themselves = ["word", "domain", "ending"];
        var words = Sentences.In(language);
        var codes = RuleBook.National.Rules.Where(rule => !themselves.Contains(rule.Unit)).SelectMany(rule => (rule.Value switch
        {
            SetValue set => set.Items,
            TextValue text => [text.Text],
            _ => (IEnumerable<string>)[],
        }).SelectMany(code => code.Split('|')).Where(code => code.All(char.IsAscii) && code.Any(char.IsAsciiLetter))
            .Select(code => (rule.Unit, Code: code)));

        Assert.Empty(codes.Where(one => !words.Terms.ContainsKey($"{one.Unit}.{one.Code}")).Distinct());
    }

    [Fact]
    public void A_decision_survives_being_stored_as_json()
    {
        var decision = Given.Preflight(Given.Application with { ExistingAccounts = 3 });

        var text = JsonSerializer.Serialize(decision);
        var read = JsonSerializer.Deserialize<Decision>(text)!;

        Assert.Equal(text, JsonSerializer.Serialize(read));
        Assert.Equal(
            decision.Reasons.Select(Zh.Say), read.Reasons.Select(Zh.Say));
        Assert.Equal(decision.Reasons.Select(r => r.Rule), read.Reasons.Select(r => r.Rule));
    }

    private static IEnumerable<Enum> All<T>() where T : struct, Enum => Enum.GetValues<T>().Select(v => (Enum)v);
}
