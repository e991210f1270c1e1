using System.Globalization;

namespace Guanwei.Rules;

/// <summary>How an argument is written out.</summary>
public enum ArgumentKind
{
    /// <summary>As it stands.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A day; stored as <c>yyyy-MM-dd</c>.</summary>
    Day,

    /// <summary>A size in bytes, shown in MB (1024 × 1024).</summary>
    Bytes,

    /// <summary>A length of time, stored in ISO 8601.</summary>
    Duration,

    /// <summary>A word of ours, by its code; several alternatives separated by <c>|</c>.</summary>
    Term,
}

/// <summary>A typed value that fills one gap of a sentence.</summary>
/// <param name="Name">Name of the gap.</param>
/// <param name="Kind">How it is written out.</param>
/// <param name="Value">The value as invariant text.</param>
public sealed record Argument(string Name, ArgumentKind Kind, string Value)
{
    /// <summary>A text, shown as it stands.</summary>
    public static Argument Text(string name, string value) => new(name, ArgumentKind.Text, value);

    /// <summary>A number.</summary>
    public static Argument Number(string name, decimal value) =>
        new(name, ArgumentKind.Number, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A day in Beijing.</summary>
    public static Argument Day(string name, DateOnly value) => new(name, ArgumentKind.Day, IsoDay.Text(value));

    /// <summary>A size in bytes.</summary>
    public static Argument Bytes(string name, long value) =>
        new(name, ArgumentKind.Bytes, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A length of time.</summary>
    public static Argument Duration(string name, TimeSpan value) =>
        new(name, ArgumentKind.Duration, new DurationValue(value).ToString());

    /// <summary>
    /// A word of ours: the group and the codes of the alternatives, such as <c>document</c>, <c>id-card-front</c>.
    /// </summary>
    public static Argument Term(string name, string group, params IEnumerable<string> codes) =>
        new(name, ArgumentKind.Term, string.Join('|', codes.Select(code => $"{group}.{code}")));
}
