using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Demo;

/// <summary>Moves business time on. It never goes back: what has happened would lie in the future.</summary>
public static class ShiftClock
{
    public const string Verb = "demo.shift-clock";
    public const int MostDays = 366;

    public sealed record Request(int Days);

    public static async Task<Outcome<TimeSpan>> Run(Act act, Request request, CancellationToken cancel)
    {
        if (act.InForce.Kind is not InstallationKind.Demo)
        {
            return Refusals.NotFound();
        }
        if (request.Days is < 1 or > MostDays)
        {
            return Refusal.Of(Refusals.Because(
                "DEMO_CLOCK_DAYS", new Place("clock", "days"), Argument.Number("max", MostDays)));
        }
        var installation = await act.Db.Set<Installation>().SingleAsync(cancel);
        act.About("installation", installation.Id, agency: null, installation);
        installation.ClockShift += TimeSpan.FromDays(request.Days);
        act.Touch(installation);
        return installation.ClockShift;
    }
}
