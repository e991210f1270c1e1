using Guanwei.Rules.WorkingDays;

namespace Guanwei.Rules.Eligibility;

/// <summary>How long the review of an application takes.</summary>
/// <param name="Min">Usual shortest time, in working days; never more than the longest, which a local rule may cut.</param>
/// <param name="Max">Longest time, in working days; the deadline follows it.</param>
/// <param name="Rule">The rule of the longest time.</param>
/// <param name="Automatic">
/// Whether a clock runs by itself; an answer, because agencies of Hong Kong and Macao are promised no day.
/// </param>
/// <param name="Owner">Whose clock it is, a word of the group <c>clock-owner</c>.</param>
public readonly record struct ReviewPeriod(int Min, int Max, RuleRef Rule, Answer Automatic, Answer Owner)
{
    /// <summary>The period for an agency.</summary>
    /// <param name="scope">The agency's level, kind and region.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day of acceptance in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    public static ReviewPeriod For(Scope scope, RuleBook book, DateOnly day, Profile profile)
    {
        Answer Ask(string key) => book.Resolve(key, scope, day, profile);
        var max = Ask("review.working-days.max");
        return new(
            Math.Min(Ask("review.working-days.min").Whole, max.Whole), max.Whole, max.Rule.Ref,
            Ask("review.clock.automatic"), Ask("review.clock.owner"));
    }

    /// <summary>
    /// The deadline of a review accepted at an instant, counted from the working day after; empty where no clock
    /// runs by itself.
    /// </summary>
    public Due? Due(DateTimeOffset accepted, WorkingDayCalendar calendar, TimeOnly? officeEnd = null) =>
        Automatic.Yes ? calendar.Due(accepted, Max, officeEnd) : null;
}
