using System.Collections.Immutable;

namespace Guanwei.Rules.AccountTypes;

/// <summary>What an account can do: its level's scope of permissions and its type's table, both.</summary>
public static class Capabilities
{
    /// <summary>Every capability, allowed or not, with the rules of type and level.</summary>
    /// <param name="scope">Level and kind of the agency and the type of the account, all given; its region.</param>
    /// <param name="standing">Whether the account is certified.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    /// <exception cref="ArgumentException">The scope names no level or no account type.</exception>
    public static ImmutableArray<CapabilityAnswer> Of(
        Scope scope, AccountStanding standing, RuleBook book, DateOnly day, Profile profile)
    {
        var type = book.Resolve(KeyOf(standing), scope, day, profile);
        var level = book.Resolve("permission.withheld", scope, day, profile);
        return [.. Enum.GetValues<Capability>().Select(capability => Answer(capability, type, level))];
    }

    /// <summary>One capability, with the rules of type and level.</summary>
    /// <param name="capability">The capability.</param>
    /// <param name="scope">Level and kind of the agency and the type of the account, all given; its region.</param>
    /// <param name="standing">Whether the account is certified.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    /// <exception cref="ArgumentException">The scope names no level or no account type.</exception>
    public static CapabilityAnswer Of(
        Capability capability, Scope scope, AccountStanding standing, RuleBook book, DateOnly day, Profile profile) =>
        Answer(
            capability,
            book.Resolve(KeyOf(standing), scope, day, profile),
            book.Resolve("permission.withheld", scope, day, profile));

    /// <summary>The nine advanced interfaces (9大高级接口); the names are from memory.</summary>
    public static ImmutableArray<Capability> Nine(Scope scope, RuleBook book, DateOnly day, Profile profile) =>
        [.. book.Resolve("interfaces.advanced.names", scope, day, profile).Set.Select(Read).Order()];

    internal static CapabilityAnswer Answer(
        Inquiry inquiry, Capability capability, Scope about, AccountStanding standing) =>
        Answer(capability, inquiry.Ask(KeyOf(standing), about), inquiry.Ask("permission.withheld", about));

    internal static string KeyOf(AccountStanding standing) => $"capabilities.withheld.{Slug.Of(standing)}";

    internal static Capability Read(string slug) =>
        Slug.TryRead<Capability>(slug, out var capability)
            ? capability
            : throw new InvalidOperationException($"The rules name a capability that is not known: {slug}");

    private static CapabilityAnswer Answer(Capability capability, Answer type, Answer level)
    {
        var slug = Slug.Of(capability);
        return new(
            capability,
            !type.Set.Contains(slug), Withholding(type, slug).Ref,
            !level.Set.Contains(slug), Withholding(level, slug).Ref);
    }

    /// <summary>In a joined set the row that names the word; for a word nobody names the first row.</summary>
    private static Rule Withholding(Answer answer, string slug) =>
        answer.Chosen.Joined.Prepend(answer.Rule)
            .FirstOrDefault(rule => ((SetValue)rule.Value).Items.Contains(slug)) ?? answer.Rule;
}
