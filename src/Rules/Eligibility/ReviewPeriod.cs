using Guanwei.Rules.WorkingDays;

namespace Guanwei.Rules.Eligibility;

/// <summary>How long the review of an application takes.</summary>
/// <param name="Min">Usual shortest time, in working days.</param>
/// <param name="Max">Longest time, in working days; the deadline follows it.</param>
/// <param name="Rule">The rule of the longest time.</param>
public readonly record struct ReviewPeriod(int Min, int Max, RuleRef Rule)
{
    /// <summary>The period for an agency.</summary>
    /// <param name="scope">The agency's level, kind and region.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day of acceptance in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    public static ReviewPeriod For(Scope scope, RuleBook book, DateOnly day, Profile profile)
    {
        var max = book.Resolve("review.working-days.max", scope, day, profile);
        return new(book.Resolve("review.working-days.min", scope, day, profile).Whole, max.Whole, max.Rule.Ref);
    }

    /// <summary>The deadline of a review accepted at an instant.</summary>
    public Due Due(DateTimeOffset accepted, WorkingDayCalendar calendar, TimeOnly? officeEnd = null) =>
        calendar.Due(accepted, Max, officeEnd);
}
