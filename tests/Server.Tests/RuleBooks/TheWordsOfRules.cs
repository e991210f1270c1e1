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
        var units = RuleBook.National.Rules.Where(x => x.Value is WholeValue or DecimalValue).Select(x => x.Unit).Distinct()
            .Except(["yes-no"]);

        Assert.DoesNotContain(units, unit => words.GetString($"unit.{unit}", CultureInfo.InvariantCulture) is null);
    }
}
