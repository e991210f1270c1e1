using System.Globalization;
using CsCheck;
using Guanwei.Rules.WorkingDays;

namespace Guanwei.Rules.Tests;

/// <summary>
/// The notices of two years are read as the days that ship with the program, which come from another source.
/// </summary>
public class HolidayNoticeTests
{
    private const string Of2026 = """
        各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
        经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
        一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
        二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
        三、清明节：4月4日（周六）至6日（周一）放假，共3天。
        四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
        五、端午节：6月19日（周五）至21日（周日）放假，共3天。
        六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
        七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
        节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
        """;

    private const string Of2025 = """
        一、元旦：1月1日（周三）放假1天，不调休。
        二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
        三、清明节：4月4日（周五）至6日（周日）放假，共3天。
        四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
        五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
        六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
        """;

    [Theory]
    [InlineData(2025, Of2025)]
    [InlineData(2026, Of2026)]
    public void Says_the_days_of_the_year(int year, string text)
    {
        var (notice, faults) = HolidayNotice.Read(year, text);

        Assert.Empty(faults);
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            Assert.Equal(WorkingDayCalendar.National.HolidayOn(day) is not null, notice!.Holidays.ContainsKey(day));
            Assert.Equal(
                WorkingDayCalendar.National.IsWorkingDay(day) && (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday),
                notice.Workdays.ContainsKey(day));
        }
    }

    [Fact]
    public void May_begin_in_the_December_before()
    {
        var (notice, faults) = HolidayNotice.Read(2026, Of2026.Replace(
            "1月1日（周四）至3日（周六）放假调休，共3天", "2025年12月31日（星期三）至2026年1月3日（星期六）放假调休，共4天", StringComparison.Ordinal));

        Assert.Empty(faults);
        Assert.Contains(new DateOnly(2025, 12, 31), notice!.Holidays.Keys);
    }

    [Theory]
    [InlineData("4月4日（周六）至6日", "4月4日（周五）至6日", "HOLIDAY_WEEKDAY")]
    [InlineData("4月4日（周六）至6日（周一）放假，共3天", "4月4日（周六）至7日（周二）放假，共3天", "HOLIDAY_COUNT")]
    [InlineData("9月27日（周日）", "9月31日（周四）", "HOLIDAY_NO_DAY", "至27日（周日）放假，共3天", "至31日（周日）放假，共3天")]
    [InlineData("6月19日（周五）至21日（周日）", "6月21日（周日）至19日（周五）", "HOLIDAY_NO_DAY")]
    [InlineData("5月9日（周六）上班", "5月12日（周二）上班", "HOLIDAY_WORKDAY_WRONG")]
    [InlineData("5月9日（周六）上班", "5月3日（周日）上班", "HOLIDAY_WORKDAY_WRONG")]
    [InlineData("六、中秋节：", "", "HOLIDAY_UNNAMED")]
    [InlineData("三、清明节：4月4日（周六）至6日（周一）放假，共3天。", "", "HOLIDAY_MISSING")]
    public void That_contradicts_itself_or_the_calendar_is_told_so(
        string said, string miswritten, string code, string? alsoSaid = null, string also = "")
    {
        var text = Of2026.Replace(said, miswritten, StringComparison.Ordinal);
        text = alsoSaid is null ? text : text.Replace(alsoSaid, also, StringComparison.Ordinal);
        Assert.NotEqual(Of2026, text);

        var (notice, faults) = HolidayNotice.Read(2026, text);

        Assert.Null(notice);
        Assert.Contains(faults, fault => fault.Code == code);
    }

    [Fact]
    public void Of_another_year_is_not_taken_for_this_one() =>
        Assert.Contains(HolidayNotice.Read(2027, Of2026).Faults, fault => fault.Code == ReasonCode.HolidayWeekday);

    [Fact]
    public void Never_breaks_on_text_of_any_kind()
    {
        string[] pieces = [.. Of2026.Split('。'), "至", "日", "月31日", "：", "共99天放假", "99月99日上班"];
        Gen.OneOf(Gen.String, Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]))
            .Array[0, 12].Select(string.Concat)
            .Sample(text => HolidayNotice.Read(2026, text).Faults.All(fault => fault.Place.Step == "holidays"));
    }

    /// <summary>
    /// What is written out in the notice's words comes back as the same days, whichever the days are.
    /// </summary>
    [Fact]
    public void Is_read_as_it_was_written() =>
        Gen.Int[0, 6].Array[7].Sample(lengths =>
        {
            string[] names = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"];
            var days = names.Select((name, index) => (name, from: new DateOnly(2027, 1 + index, 10), length: lengths[index] + 1)).ToList();
            var text = string.Join('\n', days.Select(x => $"{x.name}：{Written(x.from)}{(x.length > 1
                ? $"至{Written(x.from.AddDays(x.length - 1))}" : "")}放假，共{x.length}天。"));

            var (notice, faults) = HolidayNotice.Read(2027, text);

            return faults.Count == 0 && notice!.Holidays.Count == days.Sum(x => x.length)
                && days.All(x => Enumerable.Range(0, x.length).All(offset => notice.Holidays[x.from.AddDays(offset)] == x.name));
        });

    [Fact]
    public void Taken_into_a_calendar_ends_what_was_provisional()
    {
        var notice = HolidayNotice.Read(2026, Of2026).Notice! with { Year = 2027, Holidays = Moved(2027, 1, 4), Workdays = Moved(2027, 1, 9) };
        var calendar = WorkingDayCalendar.National.With(notice, "2026-03-05+2027@1");
        var accepted = new DateTimeOffset(2026, 12, 31, 2, 0, 0, TimeSpan.Zero);

        Assert.True(WorkingDayCalendar.National.Due(accepted, 3).Provisional);
        // Thursday 31 December; 1 January is a Friday and, in this notice, no holiday; Monday the 4th is one.
        var due = calendar.Due(accepted, 3);
        Assert.Equal((new DateOnly(2027, 1, 6), false, "2026-03-05+2027@1"), (due.Day, due.Provisional, due.Calendar));
        Assert.True(calendar.IsWorkingDay(new(2027, 1, 9)));
        Assert.Equal("国庆节", calendar.HolidayOn(new(2026, 10, 1)));
    }

    private static Dictionary<DateOnly, string> Moved(int year, int month, int day) => new() { [new(year, month, day)] = "元旦" };

    private static string Written(DateOnly day) =>
        day.ToString($"M月d日（周{"日一二三四五六"[(int)day.DayOfWeek]}）", CultureInfo.InvariantCulture);
}
