using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>
/// Jobs that a person must look at (dead, or in doubt) are told to the system officers, once: one notice for all of a
/// kind, and no second one of that kind on the same day, however many follow.
/// </summary>
public static class TellOfStuckJobs
{
    public const string JobKind = "job.tell";

    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private const string Stuck = "job.stuck";

    private static readonly TimeSpan quiet = TimeSpan.FromDays(1);

    private sealed record Group(string Kind, int Count);

    public static async Task<JobEnd> Run(JobRun run, CancellationToken cancel)
    {
        await using var db = run.Services.GetRequiredService<Databases>().OpenForSystem("jobs that nobody was told of");
        var clock = run.Services.GetRequiredService<Clock>();
        if ((await Untold(db.Set<Job>(), clock.Now, cancel)).Count > 0)
        {
            await run.Services.GetRequiredService<Actions.Actions>().Do<bool>(
                run.Actor, OperationId.From(Guid.CreateVersion7(clock.Machine)), JobKind, act => Tell(act, cancel),
                cancel);
        }
        return JobEnd.Ok;
    }

    private static async Task<Outcome<bool>> Tell(Act act, CancellationToken cancel)
    {
        foreach (var (kind, count) in await Untold(act.Db.Set<Job>(), act.Now, cancel))
        {
            var now = act.Now;
            await IsStuck(act.Db.Set<Job>()).Where(x => x.Kind == kind && x.ToldAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.ToldAt, now), cancel);
            act.Tell(Recipient.In("system-officer"), Stuck, "job", kind, Urgency.Soon, ("job", kind), ("count", count));
        }
        return true;
    }

    private static Task<List<Group>> Untold(IQueryable<Job> jobs, DateTimeOffset now, CancellationToken cancel)
    {
        var lately = now - quiet;
        return IsStuck(jobs)
            .Where(x => x.ToldAt == null && !jobs.Any(other => other.Kind == x.Kind && other.ToldAt > lately))
            .GroupBy(x => x.Kind).Select(x => new Group(x.Key, x.Count())).ToListAsync(cancel);
    }

    private static IQueryable<Job> IsStuck(IQueryable<Job> jobs) =>
        jobs.Where(x => x.State == JobState.Dead || x.State == JobState.InDoubt);
}
