using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Workflows;

namespace Guanwei.Server.Applications;

/// <summary>
/// What a reviewer may find wrong: the fixed list behind a return for correction and a rejection, so that causes can be counted.
/// Their words stand in Texts.resx under "Review.CODE".
/// </summary>
public static class ReviewCodes
{
    public static readonly IReadOnlyList<string> ForReturn =
    [
        "SEAL_UNCLEAR", "DOCUMENT_INCOMPLETE", "DOCUMENT_MISMATCH", "NAME_UNSUITABLE", "PURPOSE_UNCLEAR", "STAFF_UNSUITABLE",
        "OTHER_TO_CORRECT",
    ];

    public static readonly IReadOnlyList<string> ForRejection =
        ["NOT_ENTITLED", "DUPLICATE_ACCOUNT", "NO_NEED", "DOCUMENT_FALSE", "OTHER_TO_REJECT"];

    /// <summary>Why a review rests. No rule names the reasons: these are a practice, and OTHER_TO_SUSPEND leaves room.</summary>
    public static readonly IReadOnlyList<string> ForSuspension =
        ["CONSULTING_OTHERS", "VERIFYING_DOCUMENTS", "SYSTEM_FAULT", "OTHER_TO_SUSPEND"];

    /// <summary>Whoever suspends says why: one code of the list, and words.</summary>
    public static IEnumerable<Reason> AgainstSuspending(string? reason, string words)
    {
        if (string.IsNullOrEmpty(reason))
        {
            yield return Refusals.Because("SUSPENSION_REASON_MISSING", new Place("decision", "reason"));
        }
        else if (!ForSuspension.Contains(reason))
        {
            yield return Refusals.Because("SUSPENSION_REASON_UNKNOWN", new Place("decision", "reason"), Argument.Text("code", reason));
        }
        if (words.Length == 0)
        {
            yield return Refusals.Because("SUSPENSION_WORDS_MISSING", new Place("decision", "words"));
        }
        foreach (var tooLong in Editing.TooLong("decision", "words", words, Editing.Paragraph))
        {
            yield return tooLong;
        }
    }

    /// <summary>Whoever says no says why: at least one code of the list, and words.</summary>
    public static IEnumerable<Reason> Against(Said said, IReadOnlyList<string> allowed)
    {
        if (said.Codes.Count == 0)
        {
            yield return Refusals.Because("REVIEW_CODE_MISSING", new Place("decision", "codes"));
        }
        foreach (var unknown in said.Codes.Except(allowed))
        {
            yield return Refusals.Because("REVIEW_CODE_UNKNOWN", new Place("decision", "codes"), Argument.Text("code", unknown));
        }
        if (said.Words.Length == 0)
        {
            yield return Refusals.Because("REVIEW_WORDS_MISSING", new Place("decision", "words"));
        }
        foreach (var reason in Editing.TooLong("decision", "words", said.Words, Editing.Paragraph))
        {
            yield return reason;
        }
    }
}
