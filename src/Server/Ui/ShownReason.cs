using Guanwei.Rules;

namespace Guanwei.Server.Ui;

public enum ReasonSeverity
{
    Block,
    Warn,
    Inform,
}

/// <summary>Where a reason comes from, as a reader may check it.</summary>
/// <param name="Title">The document's title; stays Chinese in both languages.</param>
/// <param name="Evidence">How sure we are of the text, in words: "text seen", "from a copy", "only in the guide".</param>
/// <param name="Authority">Who made the rule, in words.</param>
/// <param name="Key">What the rule is about: its page shows every row of it and the other profiles' answers.</param>
public sealed record ShownSource(
    string Title, string? Number, string? Clause, string? Url, string Rule, string Evidence, string? Authority = null,
    string? Key = null);

/// <summary>One reason, in the reader's language: what is wrong, why, and what to do about it.</summary>
/// <param name="Code">The stable code, quoted when people call for help.</param>
/// <param name="Field">The form field it belongs to, or null.</param>
/// <param name="Href">Where the cause is mended, when that is another page.</param>
/// <param name="Rule">The rule applied, id@version; its source is looked up where the words are said, or where they are shown.</param>
public sealed record ShownReason(
    string Code,
    string Sentence,
    ReasonSeverity Severity = ReasonSeverity.Block,
    string? Field = null,
    string? Remedy = null,
    ShownSource? Source = null,
    string? Href = null,
    RuleRef? Rule = null);
