using System.Globalization;

namespace Guanwei.Rules;

/// <summary>Names one version of one rule; printed as <c>id@version</c>.</summary>
/// <param name="Id">The rule's id; never reused.</param>
/// <param name="Version">Its version, from 1; a changed value is a new version.</param>
public readonly record struct RuleRef(string Id, int Version)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}@{Version}");
}

/// <summary>Where a rule comes from. Titles stay in the language of the document.</summary>
/// <param name="Title">Title of the document, without brackets.</param>
/// <param name="Number">Document number (文号), if it has one.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Clause">Article or section.</param>
/// <param name="Url">Where the text was read, if it was.</param>
/// <param name="Evidence">How well the text was established.</param>
public sealed record RuleSource(
    string Title, string? Number, string Issuer, string Clause, string? Url, Evidence Evidence);

/// <summary>One dated rule: a value for a key, within a scope, by an authority, from a day on.</summary>
public sealed record Rule
{
    /// <summary>The rule's id; never reused, not even after the rule ended.</summary>
    public required string Id { get; init; }

    /// <summary>From 1. A higher version replaces the lower ones from its first day on, for good.</summary>
    public required int Version { get; init; }

    /// <summary>What the rule is about, such as <c>name.units.max</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What it is limited to.</summary>
    public required RuleScope Scope { get; init; }

    /// <summary>The value.</summary>
    public required RuleValue Value { get; init; }

    /// <summary>The value's unit, the same for all rules of a key.</summary>
    public required string Unit { get; init; }

    /// <summary>Which value is stricter; empty for values that have no order.</summary>
    public required Direction? Direction { get; init; }

    /// <summary>What breaking it means.</summary>
    public required Severity Severity { get; init; }

    /// <summary>A duty takes the strictest value, whatever the profile.</summary>
    public required bool Duty { get; init; }

    /// <summary>Who made it.</summary>
    public required Authority Authority { get; init; }

    /// <summary>Where it comes from.</summary>
    public required RuleSource Source { get; init; }

    /// <summary>First day in force (Beijing).</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day in force, or empty.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Code of the sentence that is said when the rule is broken; see <see cref="Sentences"/>.</summary>
    public required string Sentence { get; init; }

    /// <summary>This version's name.</summary>
    public RuleRef Ref => new(Id, Version);

    /// <inheritdoc/>
    public override string ToString() => $"{Ref} {Key} = {Value}";
}
