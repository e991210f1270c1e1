namespace Guanwei.Rules;

/// <summary>The basis of a reason, written out (依据).</summary>
public static class Citation
{
    /// <summary>The mark of an evidence level, as rule data and documentation write it: S, S~, M, A, C, I, O.</summary>
    public static string Mark(Evidence evidence) => RuleFile.Evidences.First(e => e.Value == evidence).Key;

    /// <summary>True where a person should look the text up before it is relied on as it stands here.</summary>
    public static bool IsToBeChecked(Evidence evidence) =>
        evidence is not (Evidence.Seen or Evidence.Computed or Evidence.Own);

    /// <summary>
    /// Title, document number, issuer and clause, with a word of caution where the text was not seen. Titles stay
    /// Chinese in every language.
    /// </summary>
    /// <param name="rule">The rule.</param>
    /// <param name="words">The reader's language.</param>
    public static string Of(Rule rule, Sentences words)
    {
        var source = rule.Source;
        var number = source.Number is null ? "" : $"（{source.Number}）";
        var caution = source.Evidence is Evidence.Seen or Evidence.Computed
            ? ""
            : $" {words.Term("evidence", source.Evidence)}";
        return $"{words.Term("citation", "basis")}{words.Term("authority", rule.Authority)} · "
            + $"{source.Issuer}《{source.Title}》{number} {source.Clause}{caution}";
    }
}
