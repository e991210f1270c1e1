using Guanwei.Rules.Documents;

namespace Guanwei.Rules.Eligibility;

/// <summary>What awaits an agency of a level and kind, before it fills in anything.</summary>
/// <param name="MayApply">Whether such a body may apply at all; no reason blocks.</param>
/// <param name="Subject">The rule that lists the bodies that may not.</param>
/// <param name="Own">May it have an account of its own: 2 freely, 1 not as a rule, 0 not at all.</param>
/// <param name="Documents">The documents, with their alternatives and whose seal each must bear.</param>
/// <param name="Review">How long the review takes, and whose clock it is.</param>
/// <param name="Permission">The scope of permissions, a word of the group <c>permission</c>.</param>
public sealed record ApplicationTerms(
    bool MayApply,
    Answer Subject,
    Answer Own,
    IReadOnlyList<DocumentRequirement> Documents,
    ReviewPeriod Review,
    Answer Permission)
{
    /// <summary>The terms for an agency.</summary>
    /// <param name="scope">The agency's level and kind, both given, and its region.</param>
    /// <param name="isBranch">Whether the agency is a branch of another body, which it must prove.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    /// <exception cref="ArgumentException">The scope names no level or no kind.</exception>
    public static ApplicationTerms Of(Scope scope, bool isBranch, RuleBook book, DateOnly day, Profile profile)
    {
        if (scope is not { Level: not null, Kind: { } kind })
        {
            throw new ArgumentException("The level and the kind of the agency must be given", nameof(scope));
        }

        var refused = book.Resolve("eligibility.kinds.refused", scope, day, profile);
        return new(
            !refused.Set.Contains(Slug.Of(kind)),
            refused,
            book.Resolve("accounts.own", scope, day, profile),
            RequiredDocuments.For(scope, isBranch, book, day, profile),
            ReviewPeriod.For(scope, book, day, profile),
            book.Resolve("permission.scope", scope, day, profile));
    }
}
