using Guanwei.Rules.WorkingDays;

namespace Guanwei.Rules.Certification;

/// <summary>How long a certificate is valid.</summary>
/// <param name="From">First day in Beijing.</param>
/// <param name="LastDay">Last day in Beijing; valid until it is over.</param>
public readonly record struct CertificateTerm(DateOnly From, DateOnly LastDay)
{
    /// <summary>The UTC instant at which it is no longer valid: the end of <see cref="LastDay"/> in Beijing.</summary>
    public DateTimeOffset EndsAt => Beijing.EndOf(LastDay);

    /// <summary>The same day some years later; 29 February becomes 28 February.</summary>
    /// <param name="from">First day in Beijing.</param>
    /// <param name="years">Number of years; at least one.</param>
    public static CertificateTerm Of(DateOnly from, int years)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(years, 1);
        return new(from, from.AddYears(years));
    }

    /// <summary>Days left on a day in Beijing; 0 on the last day, negative once it is over.</summary>
    public int DaysLeft(DateOnly today) => LastDay.DayNumber - today.DayNumber;

    /// <summary>The day of each reminder that has not passed yet, the earliest first.</summary>
    /// <param name="reminderDays">Days before the last day.</param>
    /// <param name="today">The day in Beijing.</param>
    public IReadOnlyList<DateOnly> Reminders(IEnumerable<int> reminderDays, DateOnly today)
    {
        var last = LastDay;
        return [.. reminderDays.Select(days => last.AddDays(-days)).Where(day => day >= today).Order()];
    }
}
