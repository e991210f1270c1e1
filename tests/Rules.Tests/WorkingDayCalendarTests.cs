using System.Globalization;
using CsCheck;
using Guanwei.Rules.Certification;
using Guanwei.Rules.Eligibility;
using Guanwei.Rules.WorkingDays;

namespace Guanwei.Rules.Tests;

public class WorkingDayCalendarTests
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.National;

    private static readonly Gen<DateTimeOffset> AnyInstant =
        Gen.Int[0, 3 * 365 * 24 * 60].Select(minutes =>
            new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes));

    [Theory]
    [InlineData("2026-10-01", false)]
    [InlineData("2026-10-08", true)]
    [InlineData("2026-10-10", true)]
    [InlineData("2026-10-11", false)]
    [InlineData("2026-02-14", true)]
    [InlineData("2026-02-16", false)]
    [InlineData("2026-02-28", true)]
    [InlineData("2025-10-08", false)]
    [InlineData("2025-10-11", true)]
    [InlineData("2027-02-08", false)]
    public void Holidays_and_make_up_days_are_those_of_the_notices(string day, bool works) =>
        Assert.Equal(works, Calendar.IsWorkingDay(DateOnly.Parse(day, null)));

    [Theory]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_as_many_working_days_as_weekdays_less_holidays_and_moved_days(int year, int expected)
    {
        var days = Enumerable.Range(0, 365).Select(new DateOnly(year, 1, 1).AddDays);

        Assert.Equal(expected, days.Count(Calendar.IsWorkingDay));
    }

    [Theory]
    [InlineData(2025, 33)]
    [InlineData(2026, 39)]
    public void Every_day_of_a_year_is_as_published(int year, int moved)
    {
        var published = File.ReadLines(Path.Combine(Pages.Root(), "tests", "Rules.Tests", "published-2025-2026.csv"))
            .Where(line => line[0] != '#').Select(line => line.Split(','))
            .Where(row => row[0].StartsWith($"{year}-", StringComparison.Ordinal))
            .ToDictionary(
                row => DateOnly.ParseExact(row[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), row => row[1] == "yes");
        var days = Enumerable.Range(0, 365).Select(new DateOnly(year, 1, 1).AddDays);

        Assert.Equal(moved, published.Count);
        Assert.All(days, day => Assert.True(
            Calendar.IsWorkingDay(day) == published.GetValueOrDefault(
                day, day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)),
            $"{day:yyyy-MM-dd}"));
    }

    [Fact]
    public void Every_deadline_that_counts_a_day_of_2027_is_provisional_and_no_other() =>
        Gen.Select(AnyInstant, Gen.Int[1, 40]).Sample((accepted, days) =>
        {
            var due = Calendar.Due(accepted, days);
            return due.Provisional == (due.Day.Year > 2026);
        });

    [Fact]
    public void Only_announced_years_are_certain() =>
        Assert.Equal([true, true, false, false], new[] { 2025, 2026, 2027, 2028 }.Select(Calendar.IsAnnounced));

    [Fact]
    public void A_deadline_ends_on_a_working_day_after_acceptance_and_has_all_its_days_left() =>
        Gen.Select(AnyInstant, Gen.Int[1, 40]).Sample((accepted, days) =>
        {
            var due = Calendar.Due(accepted, days);
            return Calendar.IsWorkingDay(due.Day)
                && due.Day > Beijing.DayOf(accepted)
                && Calendar.WorkingDaysLeft(accepted, due.At) == days
                && (days == 1 || Calendar.Due(accepted, days - 1).Day < due.Day);
        });

    [Fact]
    public void The_offset_in_which_an_instant_is_written_changes_nothing() =>
        Gen.Select(AnyInstant, Gen.Int[-12, 14]).Sample((accepted, hours) =>
            Calendar.Due(accepted, 3) == Calendar.Due(accepted.ToOffset(TimeSpan.FromHours(hours)), 3));

    /// <summary>A deadline, and a pause that begins while it runs.</summary>
    private static readonly Gen<(DateTimeOffset Accepted, int Days, Pause Pause)> AnyPause =
        Gen.Select(AnyInstant, Gen.Int[1, 40], Gen.Double[0, 1], Gen.Int[0, 60 * 24 * 60]).Select((accepted, days, share, minutes) =>
        {
            var runs = Calendar.Due(accepted, days).At - accepted;
            var from = accepted + TimeSpan.FromMinutes(Math.Floor((runs.TotalMinutes - 1) * share));
            return (accepted, days, new Pause(from, from.AddMinutes(minutes)));
        });

    [Fact]
    public void A_deadline_that_rested_ends_no_earlier_and_after_it_runs_again_and_every_working_day_it_lost_is_added() =>
        AnyPause.Sample((accepted, days, pause) =>
        {
            var (due, rested) = (Calendar.Due(accepted, days), Calendar.Due(accepted, days, pauses: [pause]));
            var spent = Calendar.WorkingDaysSpent(accepted, pause);
            return rested.At >= due.At
                && rested.At > pause.To
                && rested.Day == Calendar.Due(accepted, days + spent).Day;
        });

    [Fact]
    public void A_rest_that_ends_in_the_moment_it_began_changes_nothing() =>
        AnyPause.Sample((accepted, days, pause) =>
            Calendar.Due(accepted, days, pauses: [pause with { To = pause.From }]) == Calendar.Due(accepted, days));

    [Fact]
    public void A_rest_over_days_off_moves_nothing() =>
        AnyPause.Sample((accepted, days, pause) =>
        {
            // From the end of one working day's office hours up to a moment before the next one's.
            var (last, next) = (Beijing.DayOf(pause.From), Beijing.DayOf(pause.From).AddDays(1));
            while (!Calendar.IsWorkingDay(next))
            {
                next = next.AddDays(1);
            }
            var free = new Pause(
                Beijing.At(last, WorkingDayCalendar.UsualOfficeEnd), Beijing.At(next, WorkingDayCalendar.UsualOfficeEnd).AddTicks(-1));
            return Calendar.Due(accepted, days, pauses: [free]) == Calendar.Due(accepted, days)
                && Calendar.WorkingDaysSpent(accepted, free) == 0;
        });

    [Fact]
    public void One_rest_told_in_two_parts_in_any_order_is_the_same_rest() =>
        Gen.Select(AnyPause, Gen.Double[0, 1]).Sample((whole, share) =>
        {
            var (accepted, days, pause) = whole;
            var between = pause.From + ((pause.To - pause.From) * share);
            return Calendar.Due(accepted, days, pauses: [new(between, pause.To), new(pause.From, between)])
                == Calendar.Due(accepted, days, pauses: [pause]);
        });

    [Fact]
    public void Office_hours_are_a_setting()
    {
        var due = Calendar.Due(new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero), 1, new TimeOnly(18, 0));

        Assert.Equal(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero), due.At);
        Assert.Equal(TimeSpan.Zero, due.At.Offset);
    }

    [Fact]
    public void An_imported_notice_makes_a_provisional_deadline_certain_and_may_move_it()
    {
        var imported = WorkingDayCalendar.Read("""
            {"version": "test", "source": {"title": "t", "facts": "f", "checked": "c"}, "years": [
              {"year": 2026, "status": "announced", "notice": "n", "holidays": {}, "workdays": {}},
              {"year": 2027, "status": "announced", "notice": "n",
               "holidays": {"2027-01-01": "元旦", "2027-01-04": "元旦"}, "workdays": {"2027-01-03": "元旦"}}]}
            """);
        var accepted = new DateTimeOffset(2026, 12, 30, 1, 0, 0, TimeSpan.Zero);

        var (before, after) = (Calendar.Due(accepted, 2), imported.Due(accepted, 2));

        Assert.Equal((new DateOnly(2027, 1, 4), true), (before.Day, before.Provisional));
        Assert.Equal((new DateOnly(2027, 1, 3), false), (after.Day, after.Provisional));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("""{"version": "1"}""")]
    public void What_is_no_calendar_is_refused(string json) =>
        Assert.Throws<FormatException>(() => WorkingDayCalendar.Read(json));

    [Theory]
    [InlineData("2027-01-01", "2026-01-04", "2027-01-01 is not a day of 2026")]
    [InlineData("2026-02-30", "2026-01-04", "2026-02-30 is not a day of 2026")]
    [InlineData("2026-01-04", "2026-01-04", "2026-01-04 is both a holiday and a working day")]
    public void A_calendar_that_contradicts_itself_is_refused(string holiday, string workday, string fault)
    {
        var json = $$$"""
            {"version": "1", "source": {"title": "t", "facts": "f", "checked": "c"}, "years": [
              {"year": 2026, "status": "announced", "notice": null,
               "holidays": {"{{{holiday}}}": "元旦"}, "workdays": {"{{{workday}}}": "元旦"}}]}
            """;

        Assert.Equal(fault, Assert.Throws<FormatException>(() => WorkingDayCalendar.Read(json)).Message);
    }

    [Fact]
    public void The_review_deadline_follows_the_longest_time_of_the_level()
    {
        var period = ReviewPeriod.For(
            new Scope(AgencyLevel.Provincial, AgencyKind.Administrative), Given.Book, Given.Today, Profile.Guide);

        Assert.Equal((5, 7), (period.Min, period.Max));
        Assert.Equal(new(2026, 12, 2), period.Due(new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero), Calendar)!.Value.Day);
    }

    [Fact]
    public void Reminders_already_past_are_not_made_again()
    {
        var term = CertificateTerm.Of(new(2026, 1, 31), 1);

        Assert.Equal(
            [new(2027, 1, 1), new(2027, 1, 24)],
            term.Reminders([90, 60, 30, 7], new DateOnly(2026, 12, 15)));
        Assert.Equal((0, -1), (term.DaysLeft(new(2027, 1, 31)), term.DaysLeft(new(2027, 2, 1))));
    }
}
