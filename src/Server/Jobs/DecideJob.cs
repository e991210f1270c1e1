using Guanwei.Server.Actions;

namespace Guanwei.Server.Jobs;

/// <summary>
/// What a person decides about a job that ended without success, or is running: who did it stands in the audit.
/// </summary>
public static class DecideJob
{
    public const string RetryVerb = "job.retry";
    public const string DropVerb = "job.drop";
    public const string StopVerb = "job.stop";

    /// <summary>Once more, from the start. For one in doubt this says: it was not done, or may be done twice.</summary>
    public static Task<Outcome<JobId>> Retry(Act act, JobId id, CancellationToken cancel) => Decide(act, id, IsStuck, job =>
    {
        (job.State, job.Due, job.Attempts, job.EndedAt, job.Intent, job.StopAsked) = (JobState.Due, act.Now, 0, null, null, false);
        job.ToldAt = null;
        // A holder that was only asleep must not finish what a person has started anew.
        job.LeaseEpoch++;
        act.WakesRunner();
    }, cancel);

    /// <summary>It shall not be done, or was done by other means.</summary>
    public static Task<Outcome<JobId>> Drop(Act act, JobId id, CancellationToken cancel) => Decide(act, id, IsStuck, job =>
    {
        (job.State, job.EndedAt) = (JobState.Dropped, act.Now);
        job.LeaseEpoch++;
    }, cancel);

    /// <summary>Long work ends at its next report; what was done stays done.</summary>
    public static Task<Outcome<JobId>> Stop(Act act, JobId id, CancellationToken cancel) =>
        Decide(act, id, job => job is { State: JobState.Running, Total: not null }, job => job.StopAsked = true, cancel);

    private static bool IsStuck(Job job) => job.State is JobState.Dead or JobState.InDoubt;

    private static async Task<Outcome<JobId>> Decide(Act act, JobId id, Predicate<Job> may, Action<Job> how, CancellationToken cancel)
    {
        if (await act.Db.Set<Job>().FindAsync([id], cancel) is not { } job)
        {
            return Refusals.NotFound();
        }
        act.About("job", job.Id, job.AgencyId, job);
        if (!may(job))
        {
            return Refusals.NotNow("job", job.State.ToString(), act.Verb);
        }
        how(job);
        return job.Id;
    }
}
