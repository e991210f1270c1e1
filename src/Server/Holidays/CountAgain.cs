using System.Globalization;
using Guanwei.Server.Actions;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Holidays;

/// <summary>Counts the deadlines in working days that still run by the calendar in force; what moves is said in the object's history.</summary>
public static class CountAgain
{
    public const string JobKind = "deadline.count-again";

    public static async Task<JobEnd> Run(JobRun run, CancellationToken cancel)
    {
        var services = run.Services;
        // The calendar may have come in on another node.
        var (databases, inForce) = (services.GetRequiredService<Databases>(), services.GetRequiredService<InForceSource>());
        await HolidayYear.PutInForce(databases, inForce, cancel);
        var (actions, clock) = (services.GetRequiredService<Actions.Actions>(), services.GetRequiredService<Clock>());
        var version = inForce.Current.Calendar.Version;
        await using var db = databases.OpenForSystem("counting deadlines again");
        var ids = await db.Set<Deadline>().Where(x => x.MetAt == null && x.MissedAt == null && x.WorkingDays != null
            && x.PausedAt == null && x.Calendar != version).Select(x => x.Id).ToListAsync(cancel);
        for (var done = 0; done < ids.Count; done++)
        {
            await actions.Do<bool>(
                run.Actor, OperationId.From(Guid.CreateVersion7(clock.Machine)), JobKind, act => Count(act, ids[done], cancel), cancel);
            if (!await run.Report(ids.Count, done + 1, 0, cancel))
            {
                break;
            }
        }
        return JobEnd.Ok;
    }

    /// <summary>True if the day has moved. Safe to repeat.</summary>
    private static async Task<Outcome<bool>> Count(Act act, DeadlineId id, CancellationToken cancel)
    {
        var deadline = await act.Db.Set<Deadline>().SingleAsync(x => x.Id == id, cancel);
        act.About(deadline.ObjectKind, deadline.ObjectId, deadline.AgencyId, deadline);
        act.Under([deadline.Rule]);
        var before = deadline.Due;
        if (!deadline.CountAgain(act.InForce.Calendar, act.InForce.OfficeEnd))
        {
            return false;
        }
        var steps = act.Db.Set<WorkflowStep>();
        var last = await steps.Where(x => x.ObjectKind == deadline.ObjectKind && x.ObjectId == deadline.ObjectId)
            .OrderByDescending(x => x.At).FirstOrDefaultAsync(cancel);
        if (last is not null)
        {
            act.Db.Add(new WorkflowStep
            {
                Id = act.Operation, AgencyId = deadline.AgencyId, ObjectKind = deadline.ObjectKind, ObjectId = deadline.ObjectId,
                At = act.Now, Verb = JobKind, From = last.To, To = last.To, ActorName = Texts.Say("System"),
                Words = $"{Day(before)} → {Day(deadline.Due)}",
            });
        }
        return true;
    }

    private static string Day(DateTimeOffset at) => Clock.DayOf(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
