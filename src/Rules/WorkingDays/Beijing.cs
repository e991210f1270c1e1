namespace Guanwei.Rules.WorkingDays;

/// <summary>Beijing's days: +08:00, fixed, so that no time-zone data is needed.</summary>
public static class Beijing
{
    /// <summary>Beijing's offset from UTC.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The day in Beijing at an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The UTC instant of a time of day in Beijing.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) =>
        new DateTimeOffset(day.ToDateTime(time), Offset).ToUniversalTime();

    /// <summary>The UTC instant at which a day in Beijing is over: the first instant of the next.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => At(day.AddDays(1), TimeOnly.MinValue);
}
