using Guanwei.Rules;

namespace Guanwei.Server.RuleBooks;

/// <summary>What stands in the fields of a local rule: texts as they were typed, and codes.</summary>
/// <param name="Replaces">Id of the rule of which this is the next version; empty for a new rule.</param>
/// <param name="Value">By the key's type: a number, minutes, lines of words, or the text chosen among those there are.</param>
public sealed record LocalRuleForm(
    string? Key, string? Replaces, string? Value, string? Severity, IReadOnlyList<string> Levels, IReadOnlyList<string> Kinds,
    IReadOnlyList<string> AccountTypes, string? Region, string? Title, string? Number, string? Issuer, string? Clause, string? Url,
    string? From, string? To)
{
    public static LocalRuleForm For(string? key, string? region) =>
        new(key, null, null, null, [], [], [], region, null, null, null, null, null, null, null);

    public static LocalRuleForm Read(IFormCollection form) => new(
        form["key"], form["replaces"], form["value"], form["severity"], Several(form, "level"), Several(form, "kind"),
        Several(form, "account-type"), form["region"], form["title"], form["number"], form["issuer"], form["clause"], form["url"],
        form["from"], form["to"]);

    /// <summary>A rule as it would be typed, to be entered as its next version.</summary>
    public static LocalRuleForm Of(Rule rule) => new(
        rule.Key, rule.Id, TypedValue.Write(rule.Value), Slug.Of(rule.Severity), [.. rule.Scope.Levels.Select(x => Slug.Of(x))],
        [.. rule.Scope.Kinds.Select(x => Slug.Of(x))], [.. rule.Scope.AccountTypes.Select(x => Slug.Of(x))], rule.Scope.Region,
        rule.Source.Title, rule.Source.Number, rule.Source.Issuer, rule.Source.Clause, rule.Source.Url, Day(rule.From),
        rule.To is { } to ? Day(to) : null);

    /// <summary>Its fields by their names in the form, to be sent on.</summary>
    public IEnumerable<(string Name, string? Value)> Fields =>
    [
        ("key", Key), ("replaces", Replaces), ("value", Value), ("severity", Severity), .. Levels.Select(x => ("level", (string?)x)),
        .. Kinds.Select(x => ("kind", (string?)x)), .. AccountTypes.Select(x => ("account-type", (string?)x)), ("region", Region),
        ("title", Title), ("number", Number), ("issuer", Issuer), ("clause", Clause), ("url", Url), ("from", From), ("to", To),
    ];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> Several(IFormCollection form, string name) => [.. form[name].OfType<string>()];
}
