namespace Guanwei.Rules.WorkingDays;

/// <summary>
/// A year's holidays and the weekend days moved to work, as the General Office of the State Council announces them each
/// autumn (国务院办公厅关于部分节假日安排的通知).
/// </summary>
/// <param name="Year">The year announced.</param>
/// <param name="Holidays">Days off and the holiday they belong to; the first may lie in the December before.</param>
/// <param name="Workdays">Weekend days of work and the holiday they make up for.</param>
public sealed record HolidayNotice(
    int Year, IReadOnlyDictionary<DateOnly, string> Holidays, IReadOnlyDictionary<DateOnly, string> Workdays)
{
    /// <summary>
    /// Reads the notice's own words, one holiday in each line: 一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
    /// What the notice says twice is compared: the day of the week of each date, and the number of days off.
    /// </summary>
    /// <param name="year">The year that the notice announces.</param>
    /// <param name="text">Its paragraphs; lines without a date are passed over.</param>
    /// <returns>The notice, or null with every fault found, in the order of the text.</returns>
    public static (HolidayNotice? Notice, IReadOnlyList<Reason> Faults) Read(int year, string text)
    {
        var reader = new HolidayNoticeReader(year);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            reader.ReadLine(line);
        }
        reader.Finish();
        return reader.Faults.Count > 0 ? (null, reader.Faults) : (new(year, reader.Holidays, reader.Workdays), []);
    }
}
