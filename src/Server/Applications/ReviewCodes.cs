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
