using System.Globalization;
using Guanwei.Rules.WorkingDays;
using static Guanwei.Rules.Tests.Cell;
using Found = System.Collections.Generic.IEnumerable<(string Column, string Value)>;

namespace Guanwei.Rules.Tests;

/// <summary>The tables about working days.</summary>
internal static class DayCases
{
    public static Found DueDates(DocumentedRow row)
    {
        var due = WorkingDayCalendar.National.Due(InBeijing(row["accepted (Beijing)"]), Number(row["working days"]));
        return
        [
            ("due (Beijing)", $"{due.At.ToOffset(Beijing.Offset):yyyy-MM-dd HH:mm}"),
            ("provisional", YesNo(due.Provisional)),
        ];
    }

    public static Found PausedDates(DocumentedRow row)
    {
        var accepted = InBeijing(row["accepted (Beijing)"]);
        var pause = new Pause(InBeijing(row["paused (Beijing)"]), InBeijing(row["resumed (Beijing)"]));
        var due = WorkingDayCalendar.National.Due(accepted, Number(row["working days"]), pauses: [pause]);
        var spent = WorkingDayCalendar.National.WorkingDaysSpent(accepted, pause);
        return
        [
            ("due (Beijing)", $"{due.At.ToOffset(Beijing.Offset):yyyy-MM-dd HH:mm}"), ("provisional", YesNo(due.Provisional)),
            ("not counted", spent.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    public static Found DaysLeft(DocumentedRow row)
    {
        var left = WorkingDayCalendar.National.WorkingDaysLeft(
            InBeijing(row["now (Beijing)"]), InBeijing(row["due (Beijing)"]));
        return [("left", left.ToString(CultureInfo.InvariantCulture))];
    }

    private static DateTimeOffset InBeijing(string text) =>
        new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Beijing.Offset);
}
