using System.Globalization;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>Says each warning of each running deadline once: days before the end for calendar terms, shares of working-day terms.</summary>
public static class WarnOfDeadlines
{
    public const string JobKind = "deadline.warn";

    public static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    /// <summary>Rule with the days before the end of a calendar term.</summary>
    private const string DaysRule = "certification.reminder.days";

    /// <summary>Rule with the shares of a working-day term.</summary>
    private const string SharesRule = "deadline.warning.percent";

    /// <summary>The marks in force, with the rules that set them.</summary>
    public sealed record Marks(IReadOnlyList<int> Days, IReadOnlyList<int> Shares, IReadOnlyList<string> Rules)
    {
        public static Marks Of(InForce inForce, DateOnly today)
        {
            var (days, shares) = (Ask(DaysRule), Ask(SharesRule));
            return new Marks(
                [.. days.Set.Select(Number).OrderDescending()], [.. shares.Set.Select(Number).Order()],
                [days.Rule.Ref.ToString(), shares.Rule.Ref.ToString()]);

            Answer Ask(string key) => inForce.Rules.OfInstallation(key, today, inForce.Profile);
        }
    }

    public static OutsideWork Naming(ObjectNames names) => (run, cancel) => Run(run, names, cancel);

    private static async Task<JobEnd> Run(JobRun run, ObjectNames names, CancellationToken cancel)
    {
        var services = run.Services;
        var (clock, inForce) = (services.GetRequiredService<Clock>(), services.GetRequiredService<InForceSource>().Current);
        var now = clock.Now;
        await using var db = services.GetRequiredService<Databases>().OpenForSystem("warning of deadlines");
        var marks = Marks.Of(inForce, Clock.DayOf(now));
        // Nothing is said before the first day of the longest warning, except of working-day terms, which are short.
        var horizon = now.AddDays(marks.Days[0] + 1);
        var running = await db.Set<Deadline>().AsNoTracking()
            .Where(x => x.MetAt == null && x.MissedAt == null && x.PausedAt == null && x.Due < horizon)
            .OrderBy(x => x.Due).ToListAsync(cancel);
        foreach (var deadline in running.Where(x => Reached(x, now, marks).Except(Said(x)).Any()))
        {
            await services.GetRequiredService<Actions.Actions>().Do<bool>(
                run.Actor, OperationId.From(Guid.CreateVersion7(clock.Machine)), JobKind,
                act => Warn(act, deadline.Id, marks, names, cancel), cancel);
        }
        return JobEnd.Ok;
    }

    /// <summary>
    /// The marks that a deadline has passed: "90d" … "7d", or "50%" … "100%" of the time in which it ran. One that rests passes none.
    /// </summary>
    public static IReadOnlyList<string> Reached(Deadline deadline, DateTimeOffset now, Marks marks) =>
        deadline.PausedAt is not null ? []
            : deadline.WorkingDays is null
            ? [.. marks.Days.Where(day => now >= deadline.Due.AddDays(-day)).Select(day => $"{day}d")]
            : [.. marks.Shares.Where(share => Ran(deadline, now, now) >= Ran(deadline, deadline.Due, now) * (share / 100.0))
                .Select(share => $"{share}%")];

    private static TimeSpan Ran(Deadline deadline, DateTimeOffset until, DateTimeOffset now) =>
        until - deadline.Started - deadline.Rested(now);

    /// <summary>Several marks may be passed at once (after a standstill): all are noted, the latest is said.</summary>
    private static async Task<Outcome<bool>> Warn(
        Act act, DeadlineId id, Marks marks, ObjectNames names, CancellationToken cancel)
    {
        var deadline = await act.Db.Set<Deadline>().SingleAsync(x => x.Id == id, cancel);
        var fresh = Reached(deadline, act.Now, marks).Except(Said(deadline)).ToList();
        if (fresh.Count == 0 || deadline.MetAt is not null || deadline.MissedAt is not null)
        {
            return false;
        }
        deadline.Warned = string.Join(' ', Said(deadline).Concat(fresh));
        act.About(deadline.ObjectKind, deadline.ObjectId, deadline.AgencyId, deadline);
        act.Under([deadline.Rule, .. marks.Rules]);
        var late = act.Now >= deadline.Due;
        // A certificate ends with its last day: that instant is the next day's first.
        var day = Clock.DayOf(deadline.Due.AddTicks(-1)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var name = await names.Of(act.Db, deadline.ObjectKind, deadline.ObjectId, cancel);
        foreach (var recipient in Concerned(deadline))
        {
            act.Tell(
                recipient, $"deadline.{deadline.Kind}.{(late ? "late" : "near")}", deadline.ObjectKind, deadline.ObjectId,
                late || fresh[^1] is "7d" ? Urgency.Urgent : Urgency.Soon,
                ("day", day), ("object", name));
        }
        return true;
    }

    /// <summary>Who must act, by what runs out.</summary>
    private static IEnumerable<Recipient> Concerned(Deadline deadline) => deadline.Kind switch
    {
        "review" => [Recipient.Above("supervisor", deadline.AgencyId)],
        "certificate" =>
        [
            Recipient.In("super-administrator", deadline.AgencyId), Recipient.In("applicant", deadline.AgencyId),
            Recipient.Above("supervisor", deadline.AgencyId),
        ],
        _ => [Recipient.In("applicant", deadline.AgencyId)],
    };

    private static string[] Said(Deadline deadline) => deadline.Warned.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
