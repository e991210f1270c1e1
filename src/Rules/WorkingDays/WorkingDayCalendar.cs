using System.Collections.Frozen;
using System.Text.Json;

namespace Guanwei.Rules.WorkingDays;

/// <summary>A deadline counted in working days.</summary>
/// <param name="Day">Its last day in Beijing.</param>
/// <param name="At">The instant it ends, in UTC: the end of office hours of that day.</param>
/// <param name="Provisional">
/// True if a counted day lies in a year whose holidays are not announced: it is computed again when they are.
/// </param>
/// <param name="Calendar">Version of the calendar it was counted by.</param>
public readonly record struct Due(DateOnly Day, DateTimeOffset At, bool Provisional, string Calendar);

/// <summary>
/// Working days in mainland China: weekends, statutory holidays and the days moved by the State Council's yearly
/// notice. Years without a notice are counted by their statutory days or, if unknown, by weekends alone.
/// </summary>
public sealed class WorkingDayCalendar
{
    /// <summary>End of office hours unless an installation sets another.</summary>
    public static readonly TimeOnly UsualOfficeEnd = new(17, 30);

    // Before National, which is read with it.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    private readonly FrozenDictionary<DateOnly, string> holidays;
    private readonly FrozenDictionary<DateOnly, string> workdays;
    private readonly FrozenSet<int> announced;

    private WorkingDayCalendar(File file)
        : this(
            file.Version, file.Years.SelectMany(y => Days(y, y.Holidays)), file.Years.SelectMany(y => Days(y, y.Workdays)),
            file.Years.Where(y => y.Status == "announced").Select(y => y.Year))
    {
        if (workdays.Keys.FirstOrDefault(holidays.ContainsKey) is var both && both != default)
        {
            throw new FormatException($"{IsoDay.Text(both)} is both a holiday and a working day");
        }
    }

    private WorkingDayCalendar(
        string version, IEnumerable<KeyValuePair<DateOnly, string>> holidays, IEnumerable<KeyValuePair<DateOnly, string>> workdays,
        IEnumerable<int> announced)
    {
        Version = version;
        this.holidays = holidays.ToFrozenDictionary();
        this.workdays = workdays.ToFrozenDictionary();
        this.announced = announced.ToFrozenSet();
    }

    /// <summary>The calendar that ships with the program.</summary>
    public static WorkingDayCalendar National { get; } = Read(Embedded.Text("calendar/china.json"));

    /// <summary>Version of the data.</summary>
    public string Version { get; }

    /// <summary>Reads calendar data in the shape of <c>data/calendar/china.json</c>, as imported later.</summary>
    /// <exception cref="FormatException">The text is not calendar data; the message says why.</exception>
    public static WorkingDayCalendar Read(string json)
    {
        try
        {
            return new WorkingDayCalendar(JsonSerializer.Deserialize<File>(json, Strict)!);
        }
        catch (JsonException e)
        {
            throw new FormatException($"Not calendar data: {e.Message}", e);
        }
    }

    /// <summary>The same calendar with a year as announced, in place of what it knew of that year.</summary>
    /// <param name="notice">The year's arrangements.</param>
    /// <param name="version">Version of the result.</param>
    public WorkingDayCalendar With(HolidayNotice notice, string version)
    {
        bool Stays(KeyValuePair<DateOnly, string> day) =>
            day.Key.Year != notice.Year && !notice.Holidays.ContainsKey(day.Key) && !notice.Workdays.ContainsKey(day.Key);
        return new(
            version, holidays.Where(Stays).Concat(notice.Holidays), workdays.Where(Stays).Concat(notice.Workdays),
            announced.Append(notice.Year));
    }

    /// <summary>True if the year's holidays have been announced.</summary>
    public bool IsAnnounced(int year) => announced.Contains(year);

    /// <summary>The holiday on that day (its Chinese name), or empty.</summary>
    public string? HolidayOn(DateOnly day) => holidays.GetValueOrDefault(day);

    /// <summary>True on weekdays that are no holiday, and on weekend days moved to work.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        workdays.ContainsKey(day)
        || (!holidays.ContainsKey(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>
    /// The deadline of a number of working days, the first of which is the first working day after the day of
    /// acceptance (受理次日起).
    /// </summary>
    /// <param name="accepted">When it was accepted.</param>
    /// <param name="workingDays">How many working days; at least one.</param>
    /// <param name="officeEnd">End of office hours in Beijing; 17:30 if left out.</param>
    /// <param name="pauses">When it did not run, in any order: days spent in one of them do not count.</param>
    public Due Due(
        DateTimeOffset accepted, int workingDays, TimeOnly? officeEnd = null, IReadOnlyCollection<Pause>? pauses = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingDays, 1);
        var day = Beijing.DayOf(accepted);
        var provisional = false;
        for (var left = workingDays; left > 0;)
        {
            day = day.AddDays(1);
            provisional |= !IsAnnounced(day.Year);
            left -= IsWorkingDay(day) && !IsSpentIn(pauses, day, officeEnd) ? 1 : 0;
        }

        return new Due(day, Beijing.At(day, officeEnd ?? UsualOfficeEnd), provisional, Version);
    }

    /// <summary>The working days of a deadline that a pause took out of its count.</summary>
    /// <param name="accepted">When it was accepted: that day never counts.</param>
    /// <param name="pause">When it did not run.</param>
    /// <param name="officeEnd">End of office hours in Beijing; 17:30 if left out.</param>
    public int WorkingDaysSpent(DateTimeOffset accepted, Pause pause, TimeOnly? officeEnd = null)
    {
        var (count, last, first) = (0, Beijing.DayOf(pause.To), Beijing.DayOf(accepted));
        for (var day = Beijing.DayOf(pause.From); day <= last; day = day.AddDays(1))
        {
            count += day > first && IsWorkingDay(day) && IsSpentIn([pause], day, officeEnd) ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// Working days left after today, up to and with the day of the deadline: 0 on that day. Once the deadline has
    /// passed, the working days begun since, as a negative number: −1 on the day itself.
    /// </summary>
    /// <param name="now">The present instant.</param>
    /// <param name="due">The instant of the deadline.</param>
    public int WorkingDaysLeft(DateTimeOffset now, DateTimeOffset due)
    {
        var (today, last) = (Beijing.DayOf(now), Beijing.DayOf(due));
        return now <= due ? WorkingDaysBetween(today, last) : -1 - WorkingDaysBetween(last, today);
    }

    private static bool IsSpentIn(IReadOnlyCollection<Pause>? pauses, DateOnly day, TimeOnly? officeEnd) =>
        pauses is { Count: > 0 } && pauses.Any(pause => pause.Covers(Beijing.At(day, officeEnd ?? UsualOfficeEnd)));

    /// <summary>Working days after the first day, up to and with the last.</summary>
    private int WorkingDaysBetween(DateOnly first, DateOnly last)
    {
        var count = 0;
        for (var day = first.AddDays(1); day <= last; day = day.AddDays(1))
        {
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    private static IEnumerable<KeyValuePair<DateOnly, string>> Days(YearOfDays year, Dictionary<string, string> days)
    {
        foreach (var (text, name) in days)
        {
            if (!IsoDay.TryRead(text, out var day) || day.Year != year.Year)
            {
                throw new FormatException($"{text} is not a day of {year.Year}");
            }

            yield return new(day, name);
        }
    }

    private sealed record File(string Version, Origin Source, IReadOnlyList<YearOfDays> Years);

    private sealed record Origin(string Title, string Facts, string Checked);

    private sealed record YearOfDays(
        int Year,
        string Status,
        string? Notice,
        Dictionary<string, string> Holidays,
        Dictionary<string, string> Workdays);
}
