using Guanwei.Server.Actions;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Jobs;

/// <summary>
/// Forgets jobs that ended well and answers that nobody will ask for again; what was done stands in the audit.
/// </summary>
public static class SweepJobs
{
    public const string JobKind = "job.sweep";

    public static readonly TimeSpan Period = TimeSpan.FromHours(1);

    public static readonly TimeSpan JobsKept = TimeSpan.FromDays(30);

    /// <summary>Longer than any session in which an old form could still be open.</summary>
    public static readonly TimeSpan AnswersKept = TimeSpan.FromDays(90);

    public static async Task<JobEnd> Run(JobRun run, CancellationToken cancel)
    {
        var databases = run.Services.GetRequiredService<Databases>();
        var clock = run.Services.GetRequiredService<Clock>();
        var (ended, answered) = (clock.Now - JobsKept, clock.Machine - AnswersKept);
        using var turn = await databases.Gate.Enter(cancel);
        await using var db = databases.OpenForSystem("sweeping finished jobs");
        await db.Set<Job>()
            .Where(x => (x.State == JobState.Done || x.State == JobState.Dropped) && x.EndedAt < ended)
            .ExecuteDeleteAsync(cancel);
        await db.Set<Operation>().Where(x => x.DoneAt < answered).ExecuteDeleteAsync(cancel);
        return JobEnd.Ok;
    }
}
