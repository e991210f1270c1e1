using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Guanwei.Rules;

namespace Guanwei.Server.Ui;

/// <summary>
/// Turns a reason into words. The rules' codes have their sentences with the rules; the server's own have theirs in a
/// slice's Texts.resx, under CODE and CODE.remedy, with gaps named in braces; words for codes ("verb.person.invite")
/// stand there too.
/// </summary>
public static partial class Wording
{
    /// <summary>
    /// Where the server's own sentences stand. A slice that refuses for reasons of its own adds its line.
    /// </summary>
    private static readonly IReadOnlyList<ResourceManager> books =
    [
        BookOf("Actions"),
        BookOf("Holidays"),
        BookOf("RuleBooks"),
        BookOf("People"),
        BookOf("Files"),
        BookOf("Agencies"),
        BookOf("Imports"),
        BookOf("Clients"),
        BookOf("Accounts"),
        BookOf("PersonalData"),
        BookOf("Applications"),
        BookOf("Notifications"),
    ];

    /// <summary>The reason in words. A local rule's source is known to the book in force alone: <see cref="SourceOf"/>.</summary>
    public static ShownReason Say(Reason reason, CultureInfo culture)
    {
        var words = Sentences.In(culture.Name);
        var rule = reason.Rule is { } applied ? RuleBook.National.Find(applied) : null;
        var (sentence, remedy) = Sentences.Knows(reason.Code)
            ? (words.Say(reason).Sentence, words.Say(reason).Remedy)
            : (Find(reason.Code, culture) ?? reason.Code, Find(reason.Code + ".remedy", culture));
        return new ShownReason(
            reason.Code,
            Fill(sentence, reason, culture),
            reason.Severity switch
            {
                Severity.Block => ReasonSeverity.Block,
                Severity.Warn => ReasonSeverity.Warn,
                _ => ReasonSeverity.Inform,
            },
            string.IsNullOrEmpty(reason.Place.Field) ? null : reason.Place.Field,
            remedy is null ? null : Fill(remedy, reason, culture),
            rule is null ? null : SourceOf(rule, culture),
            Rule: reason.Rule);
    }

    public static IReadOnlyList<ShownReason> Say(IEnumerable<Reason> reasons, CultureInfo culture) =>
        [.. reasons.Select(reason => Say(reason, culture))];

    /// <summary>
    /// The word for a code of the server: "verb.person.invite", "application.Submitted"; the code itself if there is
    /// none.
    /// </summary>
    public static string Word(string code, CultureInfo culture) => Find(code, culture) ?? code;

    /// <summary>Where a rule comes from, in the reader's language.</summary>
    public static ShownSource SourceOf(Rule rule, CultureInfo culture)
    {
        var words = Sentences.In(culture.Name);
        return new(
            rule.Source.Title, rule.Source.Number, rule.Source.Clause, rule.Source.Url, rule.Ref.ToString(),
            words.Term("evidence", rule.Source.Evidence),
            words.Term("authority", rule.Authority), rule.Key);
    }

    private static string Fill(string template, Reason reason, CultureInfo culture) =>
        Gap().Replace(template, gap => reason.Arguments.FirstOrDefault(argument => argument.Name == gap.Groups[1].Value) switch
        {
            null => gap.Value,
            { Kind: ArgumentKind.Term } term => string.Join('、', term.Value.Split('|').Select(code => Term(code, culture))),
            { } argument => argument.Value,
        });

    private static string Term(string code, CultureInfo culture)
    {
        var (group, name) = (code[..code.IndexOf('.', StringComparison.Ordinal)], code[(code.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        return Find(code, culture) ?? (Sentences.In(culture.Name).Term(group, name) is var word && word != name ? word : name);
    }

    private static string? Find(string key, CultureInfo culture) =>
        books.Select(book => book.GetString(key, culture)).FirstOrDefault(text => text is not null);

    private static ResourceManager BookOf(string slice) => new($"Guanwei.Server.{slice}.Texts", Assembly.GetExecutingAssembly());

    [GeneratedRegex(@"\{([a-z]\w*)\}")]
    private static partial Regex Gap();
}
