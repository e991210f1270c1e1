using System.Globalization;

namespace Guanwei.Server.Holidays;

/// <summary>What was typed on the page, kept while it is shown again.</summary>
public sealed record HolidayForm(string? Year, string? Notice, string? Text)
{
    /// <param name="version">Of the year's arrangements when they were shown to be confirmed.</param>
    public TakeInHolidays.Request Request(int version) => new(
        int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0, Notice, Text, version);
}
