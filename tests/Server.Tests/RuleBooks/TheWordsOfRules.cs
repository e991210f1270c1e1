using System.Globalization;
using System.Resources;
using Guanwei.Rules;

namespace Guanwei.Server.Tests.RuleBooks;

/// <summary>Whoever reads the rules reads them in words.</summary>
public sealed class TheWordsOfRules
{
    private static readonly ResourceManager words = new(typeof(Server.RuleBooks.Texts));

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Name_every_matter_in_both_languages(string language)
    {
        var set = words.GetResourceSet(CultureInfo.GetCultureInfo(language == "en" ? "en" : ""), createIfNotExists: true, tryParents: false)!;

        Assert.DoesNotContain(RuleBook.National.Keys, key => string.IsNullOrWhiteSpace(set.GetString($"key.{key}")));
    }

    [Fact]
    public void Name_every_unit_in_which_a_number_is_counted()
    {
        var numbers = RuleBook.National.Rules.Where(x => x.Value is (WholeValue or DecimalValue) && x.Unit != "yes-no");

        Assert.DoesNotContain(numbers, x => (words.GetString($"value.{x.Unit}.{x.Value}", CultureInfo.InvariantCulture)
            ?? words.GetString($"unit.{x.Unit}", CultureInfo.InvariantCulture)) is null);
    }
}
