using System.Globalization;

namespace Guanwei.Rules.Tests;

public class PagesTests
{
    public static TheoryData<string> CaseTables => [.. Pages.Tables.Where(t => t.Kind == "cases").Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(CaseTables))]
    public void Every_row_of_a_page_is_true(string table)
    {
        var rows = Pages.Tables.Single(t => t.Kind == "cases" && t.Name == table).Rows;
        var wrong = rows
            .SelectMany(row => Cases.Runners[table](row)
                .Where(found => row[found.Column] != found.Value)
                .Select(found => $"{row.Line}\n  {found.Column}: {found.Value}"))
            .ToList();

        Assert.NotEmpty(rows);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_runner_has_a_table() =>
        Assert.Equal(Cases.Runners.Keys.Order(), CaseTables.Select(t => (string)t.Data).Order());

    [Fact]
    public void Every_reason_code_stands_once_in_the_pages_with_its_sentence_and_remedy()
    {
        var zh = Sentences.In("zh-CN");
        var documented = Pages.Tables.Where(t => t.Kind == "reasons").SelectMany(t => t.Rows).ToList();

        Assert.Equal(zh.Codes, documented.Select(row => row["code"]).Order(StringComparer.Ordinal));
        Assert.All(documented, row =>
            Assert.Equal((row["sentence"], row["remedy"]),
                (zh.Template(row["code"]).Sentence, zh.Template(row["code"]).Remedy)));
    }

    [Fact]
    public void Every_rule_stands_once_in_the_pages_with_its_value_and_source()
    {
        var expected = RuleBook.National.Rules.Select(Line).ToList();
        var documented = Pages.Tables
            .Where(t => t.Kind == "rules").SelectMany(t => t.Rows).Select(r => r.Line).ToList();

        Assert.True(
            expected.Order(StringComparer.Ordinal).SequenceEqual(documented.Order(StringComparer.Ordinal)),
            "Missing:\n" + string.Join('\n', expected.Except(documented))
                + "\nToo much:\n" + string.Join('\n', documented.Except(expected)));
    }

    private static string Line(Rule rule)
    {
        var scope = rule.Scope.Levels.Select(v => Slug.Of(v))
            .Concat(rule.Scope.Kinds.Select(v => Slug.Of(v)))
            .Concat(rule.Scope.AccountTypes.Select(v => Slug.Of(v)))
            .Concat(new[] { rule.Scope.Region, rule.Scope.Component }.OfType<string>());
        var source = $"{rule.Source.Title} {rule.Source.Clause} ({Citation.Mark(rule.Source.Evidence)})";
        var value = rule.Value.ToString().Replace("|", "/", StringComparison.Ordinal);
        var cells = new[]
        {
            rule.Ref.ToString(), rule.Key, string.Join(", ", scope), $"{value} {rule.Unit}".Trim(),
            Slug.Of(rule.Severity) + (rule.Duty ? ", duty" : ""), source,
            rule.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        return $"| {string.Join(" | ", cells)} |".Replace("|  |", "| |", StringComparison.Ordinal);
    }
}
