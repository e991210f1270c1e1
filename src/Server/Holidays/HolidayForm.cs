using System.Globalization;

namespace Guanwei.Server.Holidays;

/// <summary>What was typed on the page, kept while it is shown again.</summary>
public sealed record HolidayForm(string? Year, string? Notice, string? Text, int Version)
{
    public TakeInHolidays.Request Request => new(
        int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0, Notice, Text, Version);

    public static HolidayForm Of(string? year, string? notice, string? text, int? version) => new(year, notice, text, version ?? 0);
}
