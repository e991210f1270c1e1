using System.Globalization;
using System.Text.RegularExpressions;
using Guanwei.Rules;

namespace Guanwei.Server.RuleBooks;

/// <summary>Values and scopes of rules in the reader's language.</summary>
public static partial class RuleWords
{
    private static Sentences Words => Sentences.In(CultureInfo.CurrentUICulture.Name);

    /// <summary>A value with its unit on one line: "15 个工作日", "是"; words of a set and cells of a table by their names.</summary>
    public static string Value(RuleValue value, string unit) => value switch
    {
        WholeValue { Number: var number } when unit == "yes-no" => Texts.Say(number == 0 ? "No" : "Yes"),
        WholeValue when Texts.Named($"value.{unit}.{value}") is { } word => word,
        DurationValue duration => Words.Duration(duration.Length),
        SetValue { Items.Count: 0 } => Texts.Say("Set.Empty"),
        SetValue set => string.Join(Texts.Say("List.And"), set.Items.Select(item => Item(unit, item))),
        TableValue table => Texts.Say("Table.Rows", table.Rows.Length),
        TextValue => Item(unit, value.ToString()),
        _ => $"{value} {Unit(unit)}".TrimEnd(),
    };

    /// <summary>A code by its word; of alternatives ("a|b") each.</summary>
    public static string Item(string unit, string code) =>
        string.Join(Words.Terms["list.or"], code.Split('|').Select(one => Words.Term(unit, one)));

    /// <summary>A cell of a table: codes by their words, everything else as it stands.</summary>
    public static string Cell(string column, string text) => Code().IsMatch(text) ? Item(column, text) : text;

    /// <summary>
    /// What is said when the rule is broken: a limit is the rule's own value, the other gaps are left open.
    /// </summary>
    public static string Sentence(Rule rule)
    {
        var sentence = Words.Template(rule.Sentence).Sentence;
        var limits = Limit().Matches(sentence).Select(x => x.Value).Distinct().ToList();
        return Gap().Replace(sentence, gap => (rule.Value, gap.Value) switch
        {
            (WholeValue or DecimalValue, var name) when limits is [var only] && name == only => rule.Value.ToString(),
            (DurationValue length, "{length}") => Words.Duration(length.Length),
            _ => "…",
        });
    }

    /// <summary>A fault of the book, told to the reader.</summary>
    public static string Fault(RuleFault fault) => Words.Say(fault);

    /// <summary>The unit in words; the word of the data where it has none.</summary>
    public static string Unit(string unit) => Texts.Say($"unit.{unit}") is var word && word != $"unit.{unit}" ? word : unit;

    /// <summary>"区县级、乡镇 · 服务号 · 420000"; nothing where there is no limit.</summary>
    public static string Scope(RuleScope scope) => string.Join(" · ", new[]
    {
        Several("level", scope.Levels), Several("kind", scope.Kinds), Several("account-type", scope.AccountTypes), scope.Region ?? "",
        scope.Component ?? "",
    }.Where(x => x.Length > 0));

    /// <summary>"区县级 · 行政机关 · 服务号": whom a rule was tried on.</summary>
    public static string Applicant(Scope applicant) => string.Join(" · ", Words.Term("level", applicant.Level!.Value),
        Words.Term("kind", applicant.Kind!.Value), Words.Term("account-type", applicant.AccountType!.Value));

    /// <summary>A reason's sentence.</summary>
    public static string Told(Reason reason) => Words.Say(reason).Sentence;

    public static string Profile(Profile profile) => Words.Term("profile", profile);

    public static IReadOnlyList<Ui.Choice> Levels => Choices<AgencyLevel>("level");

    public static IReadOnlyList<Ui.Choice> Kinds => Choices<AgencyKind>("kind");

    public static IReadOnlyList<Ui.Choice> AccountTypes => Choices<AccountType>("account-type");

    public static IReadOnlyList<Ui.Choice> Profiles => Choices<Profile>("profile");

    public static IReadOnlyList<Ui.Choice> Authorities => Choices<Authority>("authority");

    public static IReadOnlyList<Ui.Choice> Severities => Choices<Severity>("severity");

    private static IReadOnlyList<Ui.Choice> Choices<T>(string group) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => new Ui.Choice(Slug.Of(value), Words.Term(group, value)))];

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\|[a-z0-9-]+)*$")]
    private static partial Regex Code();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"\{(min|max)\}")]
    private static partial Regex Limit();

    private static string Several<T>(string group, IEnumerable<T> values) where T : struct, Enum =>
        string.Join(Texts.Say("List.And"), values.Select(value => Words.Term(group, value)));
}
