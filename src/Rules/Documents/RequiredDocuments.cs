using System.Collections.Immutable;

namespace Guanwei.Rules.Documents;

/// <summary>One requirement: any of the kinds will do.</summary>
/// <param name="AnyOf">The alternatives, the usual one first: a form shows the requirement there.</param>
/// <param name="Rule">The rule that requires it.</param>
/// <param name="Seals">Whose seal each alternative must bear, in the order of the alternatives.</param>
/// <param name="ReplacedBy">The rule by which an e-certificate makes it unnecessary; empty where none does.</param>
public sealed record DocumentRequirement(
    ImmutableArray<DocumentKind> AnyOf, RuleRef Rule, ImmutableArray<RequiredSeal> Seals, RuleRef? ReplacedBy = null)
{
    /// <summary>True if one of the kinds is given, or an e-certificate that replaces them.</summary>
    public bool IsMetBy(IReadOnlyCollection<DocumentKind> given) =>
        given.Any(kind => AnyOf.Contains(kind)) || IsReplacedBy(given);

    /// <summary>True if none of the kinds is given and none is needed beside the e-certificate that is.</summary>
    public bool IsReplacedBy(IReadOnlyCollection<DocumentKind> given) =>
        ReplacedBy is not null && given.Contains(DocumentKind.EstablishmentECertificate)
        && !given.Any(kind => AnyOf.Contains(kind));
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
        var replaces = inquiry.Ask("documents.e-certificate-replaces");
        var replaced = replaces.Yes ? inquiry.Ask("documents.replaced-by-e-certificate").Set : [];
        var all = answer.Set.Select(Kinds)
            .Select(kinds => new DocumentRequirement(
                kinds, answer.Rule.Ref, [.. kinds.Select(kind => DocumentSeals.In(seals, kind))],
                kinds.All(kind => replaced.Contains(Slug.Of(kind))) ? replaces.Rule.Ref : null))
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
