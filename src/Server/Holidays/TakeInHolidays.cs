using Guanwei.Rules;
using Guanwei.Rules.WorkingDays;
using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Holidays;

/// <summary>The yearly notice comes into force here; the deadlines that run are counted again by a job.</summary>
public static class TakeInHolidays
{
    public const string Verb = "installation.take-in-holidays";

    private const int LongestText = 8_000;
    private const int LongestNumber = 60;

    /// <param name="Version">Of the year's arrangements that the page showed; 0 where none were taken in.</param>
    public sealed record Request(int Year, string? Notice, string? Text, int Version);

    public static async Task<Outcome<int>> Run(Act act, Request request, CancellationToken cancel)
    {
        var reasons = Faults(request, act.Today.Year).ToList();
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        var year = await act.Db.Set<HolidayYear>().SingleOrDefaultAsync(x => x.Year == request.Year, cancel);
        if (year is null)
        {
            year = new() { Year = request.Year, Notice = "", Text = "" };
            act.Db.Add(year);
        }
        act.About("holidays", request.Year, agency: null, year);
        if (await act.Change(year, request.Version) is { } stale)
        {
            return stale;
        }
        (year.Notice, year.Text) = (request.Notice!.Trim(), request.Text!.Trim());
        act.Enqueue(CountAgain.JobKind, new { }, job => job.AgencyId = null);
        return request.Year;
    }

    /// <summary>Everything that stands in the way, before anything is taken in.</summary>
    public static IEnumerable<Reason> Faults(Request request, int thisYear)
    {
        if (request.Year < thisYear || request.Year > thisYear + 1)
        {
            yield return Because("HOLIDAYS_YEAR", "year", Argument.Number("from", thisYear), Argument.Number("to", thisYear + 1));
            yield break;
        }
        if (request.Notice?.Trim() is not { Length: > 0 and <= LongestNumber })
        {
            yield return Because("HOLIDAYS_NOTICE_MISSING", "notice", Argument.Number("max", LongestNumber));
        }
        if (request.Text?.Trim() is not { Length: > 0 and <= LongestText } text)
        {
            yield return Because("HOLIDAYS_TEXT_MISSING", "text", Argument.Number("max", LongestText));
            yield break;
        }
        foreach (var fault in HolidayNotice.Read(request.Year, text).Faults)
        {
            yield return fault;
        }
    }

    private static Reason Because(string code, string field, params Argument[] arguments) =>
        Refusals.Because(code, new Place("holidays", field), arguments);
}
