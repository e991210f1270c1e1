using System.Text.RegularExpressions;
using static Guanwei.Rules.Tests.Rows;

namespace Guanwei.Rules.Tests;

/// <summary>The product's own values: known as such, and yielding to every document.</summary>
public partial class DefaultsTests
{
    private static readonly DateOnly Day = From.AddDays(30);

    private static readonly Rule Ours = Row("P", 10, Authority.Product);

    [Theory]
    [InlineData(Authority.Law)]
    [InlineData(Authority.StateDoc)]
    [InlineData(Authority.Platform)]
    [InlineData(Authority.Local)]
    public void A_default_yields_to_a_looser_value_of_any_document_under_every_profile(Authority authority)
    {
        var book = Book(Ours, Row("D", 15, authority));

        Assert.All(Enum.GetValues<Profile>(), profile => Assert.Equal(15, Whole(book, profile)));
    }

    [Fact]
    public void It_answers_where_no_document_does_and_the_guide_only_under_its_own_profile()
    {
        var book = Book(Ours, Row("G", 15, Authority.Guide));

        Assert.All(Enum.GetValues<Profile>(), profile => Assert.Equal(10, Whole(Book(Ours), profile)));
        Assert.Equal((10, 15), (Whole(book, Profile.Current), Whole(book, Profile.Guide)));
    }

    [Fact]
    public void A_duty_is_no_weaker_than_the_default() =>
        Assert.Equal(10, Whole(Book(Ours with { Duty = true }, Row("L", 15, Authority.Local) with { Duty = true }), Profile.Current));

    [Fact]
    public void Its_words_are_joined_to_what_a_document_names()
    {
        var book = Book(Words("P", Authority.Product, "a"), Words("A", Authority.Platform, "b"));

        Assert.Equal(["a", "b"], book.Resolve("k", default, Day, Profile.Current).Set);
        Assert.Equal(["a", "b"], book.Resolve("k", default, Day, Profile.Strict).Set);
    }

    [Fact]
    public void No_book_has_a_default_that_is_not_marked_as_ours_or_calls_anything_else_ours()
    {
        var seen = Ours with { Source = Ours.Source with { Evidence = Evidence.Seen } };
        var law = Row("A", 5, Authority.Law);

        Assert.Throws<RuleBookException>(() => Book(seen));
        Assert.Throws<RuleBookException>(() => Book(law with { Source = law.Source with { Evidence = Evidence.Own } }));
    }

    [Fact]
    public void What_the_product_issues_itself_is_never_cited_as_somebody_elses_rule()
    {
        var ours = RuleBook.National.Rules.Where(rule => rule.Source.Issuer == "官微").ToList();

        Assert.Equal(RuleBook.National.Rules.Where(rule => rule.Authority == Authority.Product), ours);
        Assert.All(ours, rule => Assert.StartsWith("依据：本系统设定 · ", Citation.Of(rule, Sentences.In("zh-CN"))));
        Assert.All(ours, rule => Assert.EndsWith("（自定，无官方出处）", Citation.Of(rule, Sentences.In("zh-CN"))));
        Assert.All(ours, rule => Assert.Contains("set by this product", Citation.Of(rule, Sentences.In("en"))));
    }

    [Fact]
    public void A_clause_says_where_in_the_source_and_nothing_about_it() =>
        Assert.DoesNotContain(RuleBook.National.Rules, rule => Comment().IsMatch(rule.Source.Clause));

    [GeneratedRegex("待核|记忆|未查到|未记录|未列|未见|仅见于|参考|无全国|引用|官微|按.*字节|不得用于|不在此限|已于|整理")]
    private static partial Regex Comment();

    private static int Whole(RuleBook book, Profile profile) => book.Resolve("k", default, Day, profile).Whole;
}
