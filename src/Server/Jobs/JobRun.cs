using Guanwei.Server.Actions;

namespace Guanwei.Server.Jobs;

/// <summary>One run of outside work: its job, the program's services, and the notes it takes on the way.</summary>
public sealed class JobRun(Job job, IServiceProvider services, JobLedger ledger)
{
    private static readonly TimeSpan betweenReports = TimeSpan.FromMilliseconds(500);
    private long lastReport;

    public Job Job { get; } = job;

    public IServiceProvider Services { get; } = services;

    /// <summary>Who acts when this work calls actions.</summary>
    public Actor Actor => Actor.System(Job.Kind);

    /// <summary>The same in every run of this job; its actions derive theirs from it.</summary>
    public OperationId Operation => OperationId.From(Job.Id.Value);

    public TPayload Payload<TPayload>() => Job.Read<TPayload>();

    /// <summary>
    /// Stored before the other side is called. A run that ends without an answer after this is in doubt, not repeated.
    /// </summary>
    public async Task Intend(string what, CancellationToken cancel)
    {
        if (!await ledger.Intend(Job, what, cancel))
        {
            throw new LeaseLostException();
        }
        Job.Intent = what;
    }

    /// <summary>
    /// How far long work has come; false when it shall stop. Cheap to call: most calls write nothing.
    /// </summary>
    public async Task<bool> Report(int total, int finished, int failed, CancellationToken cancel)
    {
        (Job.Total, Job.Finished, Job.Failed) = (total, finished, failed);
        if (lastReport != 0 && finished < total && TimeProvider.System.GetElapsedTime(lastReport) < betweenReports)
        {
            return !Job.StopAsked;
        }
        lastReport = TimeProvider.System.GetTimestamp();
        Job.StopAsked = await ledger.Report(Job, total, finished, failed, cancel);
        return !Job.StopAsked;
    }

    /// <summary>What a work that was told to stop returns: "try again" goes on with it.</summary>
    public static readonly JobEnd Stopped = new JobEnd.Dead("stopped");
}
