using System.Globalization;
using Found = System.Collections.Generic.IEnumerable<(string Column, string Value)>;

namespace Guanwei.Rules.Tests;

/// <summary>What the cells of the pages' tables mean.</summary>
internal static class Cell
{
    public static Found Verdict(Decision decision) =>
        [("outcome", Slug.Of(decision.Outcome)), ("codes", CodesOf(decision))];

    /// <summary>The codes of a decision, each of which must be sayable in both languages.</summary>
    public static string CodesOf(Decision decision, params string[] without)
    {
        Sayings.AssertComplete(decision.Reasons);
        return string.Join(", ", decision.Reasons.Select(r => r.Code).Except(without).Distinct());
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    public static string YesNo(bool value) => value ? "yes" : "no";

    public static T? Optional<T>(string text) where T : struct, Enum => text.Length == 0 ? null : Read<T>(text);

    public static T Read<T>(string text) where T : struct, Enum
    {
        Assert.True(Slug.TryRead<T>(text, out var value), $"{text} is no {typeof(T).Name}");
        return value;
    }
}
