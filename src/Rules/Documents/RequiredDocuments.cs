using System.Collections.Immutable;

namespace Guanwei.Rules.Documents;

/// <summary>One requirement: any of the kinds will do.</summary>
/// <param name="AnyOf">The alternatives, the usual one first: a form shows the requirement there.</param>
/// <param name="Rule">The rule that requires it.</param>
/// <param name="Seals">Whose seal each alternative must bear, in the order of the alternatives.</param>
public sealed record DocumentRequirement(
    ImmutableArray<DocumentKind> AnyOf, RuleRef Rule, ImmutableArray<RequiredSeal> Seals)
{
    /// <summary>True if one of the kinds is given.</summary>
    public bool IsMetBy(IEnumerable<DocumentKind> given) => given.Any(kind => AnyOf.Contains(kind));
}

/// <summary>Which documents an agency must hand in.</summary>
public static class RequiredDocuments
{
    /// <summary>The list for an agency.</summary>
    /// <param name="scope">Level, kind and region of the agency.</param>
    /// <param name="isBranch">Whether the agency is a branch of another body, which it must prove.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    public static IReadOnlyList<DocumentRequirement> For(
        Scope scope, bool isBranch, RuleBook book, DateOnly day, Profile profile)
    {
        var inquiry = new Inquiry(book, scope, day, profile);
        return [.. Of(inquiry, isBranch).SelectMany(answer => In(inquiry, answer))];
    }

    internal static IEnumerable<Answer> Of(Inquiry inquiry, bool isBranch) =>
        isBranch
            ? [inquiry.Ask("documents.required"), inquiry.Ask("documents.branch")]
            : [inquiry.Ask("documents.required")];

    /// <summary>An answer's requirements without those that follow from another: "x or y" follows from "x".</summary>
    internal static IEnumerable<DocumentRequirement> In(Inquiry inquiry, Answer answer)
    {
        var seals = inquiry.Ask("documents.seals");
        var all = answer.Set.Select(Kinds)
            .Select(kinds => new DocumentRequirement(
                kinds, answer.Rule.Ref, [.. kinds.Select(kind => DocumentSeals.In(seals, kind))]))
            .ToList();
        return all.Where(one => !all.Exists(other =>
                other != one && other.AnyOf.Length < one.AnyOf.Length && other.AnyOf.All(one.AnyOf.Contains)))
            .OrderBy(one => one.AnyOf[0]);
    }

    private static ImmutableArray<DocumentKind> Kinds(string text) =>
        [.. text.Split('|').Select(slug => Slug.TryRead<DocumentKind>(slug, out var kind)
            ? kind
            : throw new InvalidOperationException($"The rules name a document that is not known: {slug}"))];
}
