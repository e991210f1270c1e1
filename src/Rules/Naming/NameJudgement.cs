namespace Guanwei.Rules.Naming;

/// <summary>What a part of a name is.</summary>
public enum NamePartKind
{
    /// <summary>Nothing that the rules know.</summary>
    Rest,

    /// <summary>A region (行政区划).</summary>
    Region,

    /// <summary>A department (部门简称).</summary>
    Department,

    /// <summary>The government itself or its office (人民政府, 政府办).</summary>
    Government,

    /// <summary>The nature of the account (性质标注), or a hotline.</summary>
    Nature,

    /// <summary>An official's title (局长).</summary>
    Title,

    /// <summary>A name of the agency's own, as a whole.</summary>
    OwnName,
}

/// <summary>One part of a name, as the rules read it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The part, in the clean form of the name.</param>
/// <param name="Names">Which region (by its code) or department (by its system) it names, if one is known.</param>
public sealed record NamePart(NamePartKind Kind, string Text, string? Names);

/// <summary>What is to be said about a name.</summary>
/// <param name="Decision">The decision with all reasons.</param>
/// <param name="Suggestions">
/// Up to five names, best first, each of which the same check accepts; none where the name itself is accepted.
/// </param>
/// <param name="Parts">How the name was read, from left to right.</param>
public sealed record NameJudgement(
    Decision Decision, IReadOnlyList<string> Suggestions, IReadOnlyList<NamePart> Parts);
