using System.Collections.Immutable;
using System.Globalization;
using Guanwei.Rules;
using Guanwei.Rules.Regions;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;

namespace Guanwei.Server.RuleBooks;

/// <summary>From what was typed to a row of the book, or all that is wrong with it.</summary>
public static class LocalRuleReading
{
    public const int LongestText = 200;

    /// <summary>Stands for the number that a new rule gets when it is entered.</summary>
    public const string NotNumberedYet = "DF-NEW";

    /// <param name="earlier">The latest version of the rule that this one follows; none for a new rule.</param>
    /// <param name="id">Of the new rule; ignored where there is an earlier version.</param>
    public static (Rule? Row, IReadOnlyList<Reason> Reasons) Read(
        LocalRuleForm form, Agency agency, RuleBook book, Rule? earlier, string id)
    {
        var reasons = new List<Reason>();
        var rows = book.Keys.Contains(form.Key) ? book.RowsOf(form.Key!) : [];
        if (rows.IsEmpty)
        {
            return (null, [Because("LOCAL_RULE_KEY_UNKNOWN", "key")]);
        }
        var model = Model(rows);
        if (earlier is not null && earlier.Key != form.Key)
        {
            reasons.Add(Because("LOCAL_RULE_KEY_UNKNOWN", "key"));
        }
        var value = TypedValue.Read(form.Value, model, rows);
        Demand(reasons, value is not null, "LOCAL_RULE_VALUE_WRONG", "value");
        Demand(reasons, Slug.TryRead<Severity>(form.Severity, out var severity), "LOCAL_RULE_SEVERITY_MISSING", "severity");
        // A row that only informs is said to everybody: with a graver severity it would stop every application.
        Demand(reasons, severity is Severity.Inform || rows.Any(x => x.Authority != Authority.Local && x.Severity > Severity.Inform),
            "LOCAL_RULE_ONLY_INFORMS", "severity");
        Demand(reasons, AreKnown<AgencyLevel>(form.Levels) && AreKnown<AgencyKind>(form.Kinds) && AreKnown<AccountType>(form.AccountTypes),
            "LOCAL_RULE_SCOPE_UNKNOWN", "levels");
        Demand(reasons, RegionCode.IsWellFormed(form.Region)
            && (RegionCode.Contains(agency.RegionCode, form.Region!) || form.Region == earlier?.Scope.Region),
            "LOCAL_RULE_REGION_FOREIGN", "region", Argument.Text("region", agency.RegionCode));
        Demand(reasons, Fits(form.Title), "LOCAL_RULE_TITLE_MISSING", "title", Longest);
        Demand(reasons, Fits(form.Number), "LOCAL_RULE_NUMBER_MISSING", "number", Longest);
        Demand(reasons, Fits(form.Clause), "LOCAL_RULE_CLAUSE_MISSING", "clause", Longest);
        Demand(reasons, Fits(form.Issuer), "LOCAL_RULE_ISSUER_MISSING", "issuer", Longest);
        Demand(reasons, IsWebAddress(form.Url), "LOCAL_RULE_URL_WRONG", "url");
        var (begins, ends) = (TryDay(form.From, out var from), TryDay(form.To, out var to));
        Demand(reasons, begins && from >= book.From, "LOCAL_RULE_FROM_MISSING", "from", Argument.Day("day", book.From));
        Demand(reasons, string.IsNullOrWhiteSpace(form.To) || (ends && to >= from), "LOCAL_RULE_TO_WRONG", "to");
        var standing = book.Rules.LastOrDefault(x => x.Id == earlier?.Id);
        Demand(reasons, standing is null || from >= standing.From, "LOCAL_RULE_BEGINS_EARLIER", "from",
            Argument.Day("day", standing?.From ?? default));
        if (reasons.Count > 0)
        {
            return (null, reasons);
        }
        return (new Rule
        {
            Id = earlier?.Id ?? id,
            Version = (earlier?.Version ?? 0) + 1,
            Key = form.Key!,
            Scope = new RuleScope
            {
                Levels = Members<AgencyLevel>(form.Levels),
                Kinds = Members<AgencyKind>(form.Kinds),
                AccountTypes = Members<AccountType>(form.AccountTypes),
                Region = form.Region,
            },
            Value = value!,
            Unit = model.Unit,
            Direction = model.Direction,
            Severity = severity,
            Duty = model.Duty,
            Authority = Authority.Local,
            // Whoever entered it had the document before them, and a second person compares.
            Source = new RuleSource(
                form.Title!.Trim(), form.Number!.Trim(), form.Issuer!.Trim(), form.Clause!.Trim(), Trimmed(form.Url), Evidence.Seen),
            From = from,
            To = ends ? to : null,
            // 原则上不单独开设 and 根据工作需要开设 are two sentences: the one of a row that says the same.
            Sentence = (rows.FirstOrDefault(x => x.Value.Equals(value)) ?? model).Sentence,
        }, []);
    }

    /// <summary>
    /// The row of highest rank of a key, local ones last: type, unit, direction, duty and sentence of a local row are its.
    /// </summary>
    public static Rule Model(ImmutableArray<Rule> rows) =>
        rows.OrderBy(x => x.Authority == Authority.Local).ThenBy(x => x.Authority == Authority.Guide ? Authority.Platform : x.Authority)
            .ThenBy(x => x.Id, StringComparer.Ordinal).First();

    private static Argument Longest => Argument.Number("max", LongestText);

    private static void Demand(List<Reason> reasons, bool holds, string code, string field, params Argument[] arguments)
    {
        if (!holds)
        {
            reasons.Add(Because(code, field, arguments));
        }
    }

    private static bool Fits(string? text) => text?.Trim() is { Length: > 0 and <= LongestText };

    private static bool IsWebAddress(string? text) => string.IsNullOrWhiteSpace(text)
        || (text.Trim().Length <= LongestText && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https");

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static bool AreKnown<T>(IEnumerable<string> codes) where T : struct, Enum => codes.All(code => Slug.TryRead<T>(code, out _));

    private static ImmutableSortedSet<T> Members<T>(IEnumerable<string> codes) where T : struct, Enum =>
        [.. codes.Select(code => Slug.TryRead<T>(code, out var value) ? (T?)value : null).OfType<T>()];

    private static Reason Because(string code, string field, params Argument[] arguments) =>
        Refusals.Because(code, new Place("local-rule", field), arguments);
}
