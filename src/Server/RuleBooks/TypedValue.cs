using System.Globalization;
using Guanwei.Rules;

namespace Guanwei.Server.RuleBooks;

/// <summary>A value as an official types it, by the type of the key.</summary>
public static class TypedValue
{
    private static readonly char[] between = ['\n', '\r', '、', '，', ',', ';', '；'];

    /// <summary>
    /// The value, or nothing where the text is none. A key whose values have no order takes only one that the book has already:
    /// another one would be neither stricter nor looser.
    /// </summary>
    public static RuleValue? Read(string? text, Rule model, IEnumerable<Rule> rowsOfKey)
    {
        var typed = text?.Trim() ?? "";
        if (model.Direction is null)
        {
            return rowsOfKey.Select(x => x.Value).FirstOrDefault(x => Write(x) == typed.ReplaceLineEndings("\n"));
        }
        return model.Value switch
        {
            WholeValue when model.Unit == "yes-no" => typed is "0" or "1" ? new WholeValue(typed == "1" ? 1 : 0) : null,
            WholeValue => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
                && (whole > 0 || model.Unit != "working-days")
                ? new WholeValue(whole)
                : null,
            DecimalValue => decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? new DecimalValue(number)
                : null,
            DurationValue => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes > 0
                ? new DurationValue(TimeSpan.FromMinutes(minutes))
                : null,
            SetValue => typed.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words
                && AreUnderstood(words, rowsOfKey)
                ? new SetValue(words)
                : null,
            _ => null,
        };
    }

    /// <summary>
    /// Words are free. Where the book's own are numbers or codes, the program counts with them: others must be numbers, or codes
    /// that occur in the book already.
    /// </summary>
    private static bool AreUnderstood(string[] words, IEnumerable<Rule> rowsOfKey)
    {
        var known = rowsOfKey.Select(x => x.Value).OfType<SetValue>().SelectMany(x => x.Items).ToHashSet(StringComparer.Ordinal);
        return known switch
        {
            _ when known.All(IsNumber) => words.All(IsNumber),
            _ when known.All(IsCode) => words.All(known.Contains),
            _ => true,
        };
    }

    private static bool IsNumber(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsCode(string word) => word.All(x => char.IsAsciiLetterLower(x) || char.IsAsciiDigit(x) || x is '-' or '|' or '.');

    public static string Write(RuleValue value) => value switch
    {
        DurationValue duration => ((long)duration.Length.TotalMinutes).ToString(CultureInfo.InvariantCulture),
        SetValue set => string.Join('\n', set.Items),
        _ => value.ToString(),
    };
}
