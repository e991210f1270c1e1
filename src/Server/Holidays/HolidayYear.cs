using Guanwei.Rules.WorkingDays;
using Guanwei.Server.Actions;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Holidays;

/// <summary>
/// A year's holiday arrangements, taken in when the State Council has announced them; they come before the shipped
/// ones.
/// </summary>
[InstallationWide("the State Council's notice holds for every agency")]
public sealed class HolidayYear : Aggregate
{
    public required int Year { get; init; }

    /// <summary>Number of the notice: 国办发明电〔2026〕8号.</summary>
    public required string Notice { get; set; }

    /// <summary>The notice's own words, as they were read.</summary>
    public required string Text { get; set; }

    /// <summary>
    /// The shipped calendar with every year that was taken in. Its version names them: 2026-03-05+2027@1.
    /// </summary>
    public static async Task<WorkingDayCalendar> Calendar(PlatformDb db, CancellationToken cancel)
    {
        var calendar = WorkingDayCalendar.National;
        foreach (var taken in await db.Set<HolidayYear>().AsNoTracking().OrderBy(x => x.Year).ToListAsync(cancel))
        {
            calendar = calendar.With(taken.Read(), Next(calendar.Version, taken.Year, taken.Version));
        }
        return calendar;
    }

    /// <summary>Version of the calendar as it is stored, without reading the notices.</summary>
    public static async Task<string> StoredVersion(PlatformDb db, CancellationToken cancel) =>
        (await db.Set<HolidayYear>().OrderBy(x => x.Year).Select(x => new { x.Year, x.Version }).ToListAsync(cancel))
        .Aggregate(WorkingDayCalendar.National.Version, (version, taken) => Next(version, taken.Year, taken.Version));

    /// <summary>From now on this node counts by the calendar as it is stored.</summary>
    public static async Task PutInForce(Databases databases, InForceSource inForce, CancellationToken cancel)
    {
        await using var db = databases.OpenForSystem("reading the holidays");
        var calendar = await Calendar(db, cancel);
        inForce.Change(current => current with { Calendar = calendar });
    }

    private static string Next(string before, int year, int version) => $"{before}+{year}@{version}";

    /// <summary>What was faulty was never stored.</summary>
    private HolidayNotice Read() => HolidayNotice.Read(Year, Text).Notice
        ?? throw new InvalidDataException($"The stored holiday notice of {Year} cannot be read.");

    public static void Map(ModelBuilder model) => model.Entity<HolidayYear>(year =>
    {
        year.ToTable("holiday_years");
        year.HasKey(x => x.Year);
        year.Property(x => x.Year).ValueGeneratedNever();
    });
}
