using System.Collections.Immutable;
using System.Globalization;
using System.Xml;

namespace Guanwei.Rules;

/// <summary>A rule's typed value. Two values are equal when their type and invariant text are; they are compared without writing it.</summary>
public abstract class RuleValue : IEquatable<RuleValue>
{
    private protected RuleValue()
    {
    }

    /// <summary>The type's name in rule data: int, decimal, duration, text, set, table.</summary>
    public abstract string Type { get; }

    /// <summary>The value as invariant text: stable, fit for storing and comparing.</summary>
    public abstract override string ToString();

    /// <inheritdoc/>
    public bool Equals(RuleValue? other) =>
        ReferenceEquals(this, other)
        || (this, other) switch
        {
            (WholeValue a, WholeValue b) => a.Number == b.Number,
            (DecimalValue a, DecimalValue b) => a.Number == b.Number,
            (DurationValue a, DurationValue b) => a.Length == b.Length,
            (TextValue a, TextValue b) => a.Text == b.Text,
            (SetValue a, SetValue b) => a.Items.Count == b.Items.Count && a.Items.SequenceEqual(b.Items),
            (TableValue a, TableValue b) => a.Rows.Length == b.Rows.Length
                && a.Rows.Zip(b.Rows).All(pair => pair.First.SequenceEqual(pair.Second)),
            _ => false,
        };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RuleValue);

    /// <inheritdoc/>
    public override int GetHashCode() => this switch
    {
        SetValue set => HashCode.Combine(Type, set.Items.Count),
        TableValue table => HashCode.Combine(Type, table.Rows.Length),
        _ => HashCode.Combine(Type, ToString()),
    };

    /// <summary>
    /// Negative if this value is stricter than the other, positive if it is looser, zero if neither; always zero for
    /// types without an order (text, table) and for sets, which are joined instead.
    /// </summary>
    internal int CompareStrictness(RuleValue other, Direction direction)
    {
        var order = (this, other) switch
        {
            (WholeValue a, WholeValue b) => a.Number.CompareTo(b.Number),
            (DecimalValue a, DecimalValue b) => a.Number.CompareTo(b.Number),
            (DurationValue a, DurationValue b) => a.Length.CompareTo(b.Length),
            _ => 0,
        };
        return direction == Direction.Higher ? -order : order;
    }
}

/// <summary>A whole number; yes/no values are 1 and 0 with the unit <c>yes-no</c>.</summary>
/// <param name="number">The number, in the rule's unit.</param>
public sealed class WholeValue(int number) : RuleValue
{
    /// <summary>The number, in the rule's unit.</summary>
    public int Number { get; } = number;

    /// <inheritdoc/>
    public override string Type => "int";

    /// <inheritdoc/>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A decimal number.</summary>
/// <param name="number">The number, in the rule's unit.</param>
public sealed class DecimalValue(decimal number) : RuleValue
{
    /// <summary>The number, in the rule's unit.</summary>
    public decimal Number { get; } = number;

    /// <inheritdoc/>
    public override string Type => "decimal";

    /// <inheritdoc/>
    public override string ToString() => Number.ToString("0.############", CultureInfo.InvariantCulture);
}

/// <summary>A length of time in days, hours, minutes and seconds; months and years have no fixed length.</summary>
/// <param name="length">The length.</param>
public sealed class DurationValue(TimeSpan length) : RuleValue
{
    /// <summary>The length.</summary>
    public TimeSpan Length { get; } = length;

    /// <inheritdoc/>
    public override string Type => "duration";

    /// <summary>The length in ISO 8601, such as <c>PT15M</c>.</summary>
    public override string ToString() => XmlConvert.ToString(Length);
}

/// <summary>A text: a pattern, a code, a name.</summary>
/// <param name="text">The text.</param>
public sealed class TextValue(string text) : RuleValue
{
    /// <summary>The text.</summary>
    public string Text { get; } = text;

    /// <inheritdoc/>
    public override string Type => "text";

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A set of words, in ordinal order.</summary>
/// <param name="items">The words.</param>
public sealed class SetValue(IEnumerable<string> items) : RuleValue
{
    /// <summary>The words.</summary>
    public ImmutableSortedSet<string> Items { get; } = items.ToImmutableSortedSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Type => "set";

    /// <summary>The words, separated by commas.</summary>
    public override string ToString() => string.Join(", ", Items);
}

/// <summary>A small table: every row has the same columns.</summary>
/// <param name="rows">The rows, in their order.</param>
public sealed class TableValue(IEnumerable<ImmutableSortedDictionary<string, string>> rows) : RuleValue
{
    /// <summary>The rows: column to cell.</summary>
    public ImmutableArray<ImmutableSortedDictionary<string, string>> Rows { get; } = [.. rows];

    /// <inheritdoc/>
    public override string Type => "table";

    /// <summary>The rows as <c>column=cell</c> pairs.</summary>
    public override string ToString() =>
        string.Join("; ", Rows.Select(row => string.Join(", ", row.Select(cell => $"{cell.Key}={cell.Value}"))));
}
