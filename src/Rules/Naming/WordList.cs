using System.Runtime.CompilerServices;
using Guanwei.Han;

namespace Guanwei.Rules.Naming;

/// <summary>A rule's words in their clean form, folded once for each value: a name is held against a thousand of them.</summary>
internal static class WordList
{
    private static readonly ConditionalWeakTable<RuleValue, string[]> Folded = [];

    /// <summary>The words of a set.</summary>
    public static string[] Of(Answer answer) => Folded.GetValue(answer.Value, _ => [.. answer.Set.Select(Folding.Clean)]);

    /// <summary>The words of a table's columns, of which a cell may hold several (<c>a|b</c>).</summary>
    public static string[] Of(Answer answer, params string[] columns) => Folded.GetValue(answer.Value, _ =>
    [
        .. answer.Table.SelectMany(row => columns.SelectMany(column =>
            row[column].Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Folding.Clean))),
    ]);
}
