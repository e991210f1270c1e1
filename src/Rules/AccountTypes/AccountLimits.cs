namespace Guanwei.Rules.AccountTypes;

/// <summary>Over which time broadcasts are counted, in Beijing's calendar.</summary>
public enum BroadcastPeriod
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>A calendar month.</summary>
    Month,
}

/// <summary>What an account of a type may do.</summary>
/// <param name="Broadcasts">Broadcasts in each period.</param>
/// <param name="Period">The period.</param>
/// <param name="MenuLevels">Levels of the menu.</param>
/// <param name="MenuTop">Entries on the first level.</param>
/// <param name="MenuSub">Entries below each.</param>
/// <param name="AdvancedInterfaces">Number of advanced interfaces.</param>
/// <param name="Payment">Whether payments may be taken; an answer, so that its rule can be shown.</param>
public sealed record AccountLimits(
    Answer Broadcasts,
    BroadcastPeriod Period,
    Answer MenuLevels,
    Answer MenuTop,
    Answer MenuSub,
    Answer AdvancedInterfaces,
    Answer Payment)
{
    /// <summary>The limits of an account.</summary>
    /// <param name="scope">Level, kind and region of the agency; the account's type must be given.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    /// <exception cref="ArgumentException">The scope names no account type.</exception>
    public static AccountLimits Of(Scope scope, RuleBook book, DateOnly day, Profile profile)
    {
        Answer Ask(string key) => book.Resolve(key, scope, day, profile);
        return new AccountLimits(
            Ask("broadcast.quota"),
            Ask("broadcast.period").Text == "day" ? BroadcastPeriod.Day : BroadcastPeriod.Month,
            Ask("menu.levels"),
            Ask("menu.entries.top"),
            Ask("menu.entries.sub"),
            Ask("interfaces.advanced"),
            Ask("payment.allowed"));
    }
}
