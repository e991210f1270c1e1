using Guanwei.Server.Actions;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Guanwei.Server.Holidays;

public static class HolidayRoutes
{
    public const string Path = "/holidays";

    public static void MapHolidays(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path + "/check", Check).Needs(TakeInHolidays.Verb);
        routes.MapPost(Path, TakeIn).Needs(TakeInHolidays.Verb);
    }

    /// <summary>Shows what was read, and changes nothing.</summary>
    private static IResult Check(Clock clock, [FromForm] string? year, [FromForm] string? notice, [FromForm] string? text)
    {
        var form = new HolidayForm(year, notice, text);
        var faults = TakeInHolidays.Faults(form.Request(version: 0), clock.Today.Year).ToList();
        return faults.Count > 0
            ? Refused(form, faults.InWords())
            : new RazorComponentResult<HolidaysPage>(new Dictionary<string, object?>
            {
                [nameof(HolidaysPage.Form)] = form, [nameof(HolidaysPage.IsChecked)] = true,
            });
    }

    private static async Task<IResult> TakeIn(
        HttpContext http, Actions.Actions actions, Databases databases, InForceSource inForce, [FromForm] OperationId operation,
        [FromForm] string? year, [FromForm] string? notice, [FromForm] string? text, [FromForm] int? version, CancellationToken cancel)
    {
        var form = new HolidayForm(year, notice, text);
        var outcome = await actions.Do<int>(
            http.Actor()!, operation, TakeInHolidays.Verb, act => TakeInHolidays.Run(act, form.Request(version ?? 0), cancel), cancel);
        if (outcome is Outcome<int>.Done)
        {
            await HolidayYear.PutInForce(databases, inForce, cancel);
        }
        return outcome.LeadsTo(_ => Path).OrBackTo<HolidaysPage>((nameof(HolidaysPage.Form), form));
    }

    private static IResult Refused(HolidayForm form, IReadOnlyList<ShownReason> reasons) =>
        Answers.Refuse<HolidaysPage>(reasons, (nameof(HolidaysPage.Form), form));
}
