using System.Globalization;
using System.Text.RegularExpressions;

namespace Guanwei.Rules.WorkingDays;

/// <summary>Reads a holiday notice line by line and notes what it says wrongly or not at all.</summary>
internal sealed partial class HolidayNoticeReader(int year)
{
    /// <summary>The seven holidays of 全国年节及纪念日放假办法 (in force since 2025-01-01), as notices name them.</summary>
    private static readonly string[] statutory = ["元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆"];

    /// <summary>No holiday has been longer than nine days; a misread month would be.</summary>
    private const int LongestDays = 12;

    private static readonly Place place = new("holidays", "text");

    private readonly SortedDictionary<DateOnly, string> holidays = [];
    private readonly SortedDictionary<DateOnly, string> workdays = [];
    private readonly List<Reason> faults = [];

    public IReadOnlyDictionary<DateOnly, string> Holidays => holidays;

    public IReadOnlyDictionary<DateOnly, string> Workdays => workdays;

    public IReadOnlyList<Reason> Faults => faults;

    public void ReadLine(string line)
    {
        if (!Date().IsMatch(line))
        {
            return;
        }
        if (Heading().Match(line) is not { Success: true } heading)
        {
            Fault(ReasonCode.HolidayUnnamed, ("line", line));
            return;
        }
        var (name, month) = (heading.Groups["name"].Value, 0);
        foreach (var sentence in line[heading.Length..].Split('。'))
        {
            // Anything else in a notice (traffic, duty rosters) names no days off and none of work.
            if (sentence.Contains("放假", StringComparison.Ordinal))
            {
                Count(name, sentence, ReadDays(name, sentence, holidays, ref month));
            }
            else if (sentence.Contains("上班", StringComparison.Ordinal))
            {
                ReadDays(name, sentence, workdays, ref month);
            }
        }
    }

    /// <summary>What only the whole text shows.</summary>
    public void Finish()
    {
        foreach (var name in statutory.Where(name => !holidays.Values.Any(x => x.Contains(name, StringComparison.Ordinal))))
        {
            Fault(ReasonCode.HolidayMissing, ("name", name));
        }
        foreach (var (day, name) in workdays.Where(x =>
            holidays.ContainsKey(x.Key) || x.Key.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)))
        {
            Fault(ReasonCode.HolidayWorkdayWrong, ("name", name), ("day", IsoDay.Text(day)));
        }
    }

    /// <summary>Notes each date, and the days between two of them; how many there are.</summary>
    private int ReadDays(string name, string sentence, SortedDictionary<DateOnly, string> days, ref int month)
    {
        var (count, from) = (0, (DateOnly?)null);
        foreach (Match date in Date().Matches(sentence))
        {
            month = date.Groups["month"].Success ? Number(date, "month") : month;
            if (DayOf(date, month) is not { } day || (from is { } first && (day < first || day > first.AddDays(LongestDays))))
            {
                Fault(ReasonCode.HolidayNoDay, ("name", name), ("text", date.Value));
                continue;
            }
            if (date.Groups["week"] is { Success: true } week && "日一二三四五六".IndexOf(week.Value.Replace('天', '日'), StringComparison.Ordinal) != (int)day.DayOfWeek)
            {
                Fault(ReasonCode.HolidayWeekday, ("name", name), ("day", IsoDay.Text(day)), ("text", date.Value));
            }
            for (var each = from ?? day; each <= day; each = each.AddDays(1))
            {
                count += days.TryAdd(each, name) ? 1 : 0;
            }
            from = date.Groups["to"].Success ? day : null;
        }
        return count;
    }

    private void Count(string name, string sentence, int counted)
    {
        if (Total().Match(sentence) is { Success: true } total && Number(total, "days") is var said && said != counted)
        {
            faults.Add(new(
                ReasonCode.HolidayCount, Severity.Block, null, place,
                [Argument.Text("name", name), Argument.Number("said", said), Argument.Number("counted", counted)]));
        }
    }

    /// <summary>
    /// The year announced, unless the notice says another: New Year's holiday may begin in the December before.
    /// </summary>
    private DateOnly? DayOf(Match date, int month)
    {
        var said = date.Groups["year"].Success ? Number(date, "year") : year;
        var day = Number(date, "day");
        return said >= year - 1 && said <= year && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(said, month)
            ? new DateOnly(said, month, day)
            : null;
    }

    private void Fault(string code, params (string Name, string Text)[] arguments) => faults.Add(new(
        code, Severity.Block, null, place, [.. arguments.Select(argument => Argument.Text(argument.Name, argument.Text))]));

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    // 一、元旦：  八、国庆节、中秋节：
    [GeneratedRegex(@"^(?:[一二三四五六七八九十]{1,2}、|[(（]?\d{1,2}[)）.、．])?\s*(?<name>[\p{IsCJKUnifiedIdeographs}、]{2,12})[:：]")]
    private static partial Regex Heading();

    // 2月15日（农历腊月二十八、周日）至: the day of the week stands last in the brackets, as 周日 or 星期日.
    [GeneratedRegex(@"(?:(?<year>20\d\d)年)?(?:(?<month>\d{1,2})月)?(?<day>\d{1,2})日(?:[（(][^）)]*?(?:周|星期)(?<week>[日天一二三四五六])[）)])?(?<to>\s*至)?")]
    private static partial Regex Date();

    [GeneratedRegex(@"共\s*(?<days>\d{1,2})\s*天")]
    private static partial Regex Total();
}
