using Guanwei.Rules.WorkingDays;
using Guanwei.Server.Time;

namespace Guanwei.Server.Demo;

/// <summary>Working days around a day, as people in an office count them.</summary>
public sealed class OfficeTime(WorkingDayCalendar calendar, DateOnly today)
{
    /// <summary>The last working day before today: whatever the demo tells has happened by its end.</summary>
    public DateOnly Yesterday { get; } = Before(calendar, today);

    public DateOnly Today => today;

    /// <summary>So many working days after a working day, or before it.</summary>
    public DateOnly Workday(DateOnly from, int days)
    {
        var (day, step) = (from, Math.Sign(days));
        for (var left = Math.Abs(days); left > 0; left -= calendar.IsWorkingDay(day) ? 1 : 0)
        {
            day = day.AddDays(step);
        }
        return day;
    }

    public DateOnly WorkdayNotBefore(DateOnly day) => calendar.IsWorkingDay(day) ? day : Workday(day, 1);

    /// <summary>The latest working day whose term ends by the working day that lies so many after today.</summary>
    public DateOnly AcceptedSoThatDue(int daysFromToday, int term)
    {
        var due = Workday(WorkdayNotBefore(today), daysFromToday);
        var day = Yesterday;
        while (calendar.Due(Clock.At(day, new TimeOnly(10, 0)), term).Day > due)
        {
            day = Workday(day, -1);
        }
        return day;
    }

    public static DateTimeOffset At(DateOnly day, int hour, int minute) => Clock.At(day, new TimeOnly(hour, minute));

    private static DateOnly Before(WorkingDayCalendar calendar, DateOnly day)
    {
        do
        {
            day = day.AddDays(-1);
        }
        while (!calendar.IsWorkingDay(day));
        return day;
    }
}
