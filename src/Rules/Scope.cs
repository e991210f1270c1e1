using System.Collections.Immutable;
using Guanwei.Rules.Regions;

namespace Guanwei.Rules;

/// <summary>
/// What a question is about. A member left empty is not known or does not apply; a rule that is limited in it does
/// not answer then.
/// </summary>
/// <param name="Level">Level of the agency.</param>
/// <param name="Kind">Kind of the agency.</param>
/// <param name="AccountType">Type of the account.</param>
/// <param name="Region">Six-digit region code (GB/T 2260) of the agency.</param>
/// <param name="Component">Component of the account, by its code.</param>
public readonly record struct Scope(
    AgencyLevel? Level = null,
    AgencyKind? Kind = null,
    AccountType? AccountType = null,
    string? Region = null,
    string? Component = null)
{
    /// <summary>The installation as a whole; see <see cref="RuleBook.OfInstallation"/>.</summary>
    internal static Scope Everywhere => default;
}

/// <summary>
/// What a rule is limited to. An empty dimension is no limit; within a dimension any of the values will do.
/// A region covers all regions below it.
/// </summary>
public sealed class RuleScope
{
    /// <summary>No limit at all.</summary>
    public static RuleScope Everywhere { get; } = new();

    /// <summary>Levels of agencies.</summary>
    public ImmutableSortedSet<AgencyLevel> Levels { get; init; } = [];

    /// <summary>Kinds of agencies.</summary>
    public ImmutableSortedSet<AgencyKind> Kinds { get; init; } = [];

    /// <summary>Types of accounts.</summary>
    public ImmutableSortedSet<AccountType> AccountTypes { get; init; } = [];

    /// <summary>Six-digit region code; <c>420000</c> covers all of Hubei.</summary>
    public string? Region { get; init; }

    /// <summary>Component code.</summary>
    public string? Component { get; init; }

    /// <summary>Rank for "most specific": dimensions limited first, then the depth of the region.</summary>
    internal int Specificity =>
        4 * (Limit(Levels) + Limit(Kinds) + Limit(AccountTypes)
            + (Region is null ? 0 : 1) + (Component is null ? 0 : 1))
        + (Region is null ? 0 : RegionCode.Depth(Region));

    /// <summary>True if the rule speaks about the question's subject.</summary>
    public bool Covers(Scope question) =>
        Covers(Levels, question.Level)
        && Covers(Kinds, question.Kind)
        && Covers(AccountTypes, question.AccountType)
        && (Region is null || (question.Region is { } region && RegionCode.Contains(Region, region)))
        && (Component is null || Component == question.Component);

    /// <summary>True if some question is covered by both scopes.</summary>
    internal bool Overlaps(RuleScope other) =>
        Overlap(Levels, other.Levels)
        && Overlap(Kinds, other.Kinds)
        && Overlap(AccountTypes, other.AccountTypes)
        && (Region is null || other.Region is null
            || RegionCode.Contains(Region, other.Region) || RegionCode.Contains(other.Region, Region))
        && (Component is null || other.Component is null || Component == other.Component);

    private static int Limit<T>(ImmutableSortedSet<T> values) => values.IsEmpty ? 0 : 1;

    private static bool Covers<T>(ImmutableSortedSet<T> values, T? asked) where T : struct =>
        values.IsEmpty || (asked is { } value && values.Contains(value));

    private static bool Overlap<T>(ImmutableSortedSet<T> one, ImmutableSortedSet<T> two) =>
        one.IsEmpty || two.IsEmpty || one.Overlaps(two);
}
