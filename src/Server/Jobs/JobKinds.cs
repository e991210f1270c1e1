using Guanwei.Server.Actions;

namespace Guanwei.Server.Jobs;

/// <summary>
/// Work inside the database: its effect commits together with the job's "done". Runs as an action of the system under
/// the job's own operation id, so it is done once however often it is started. A refusal puts the job on the page of
/// dead jobs.
/// </summary>
public delegate Task<Refusal?> InsideWork(Act act, Job job, CancellationToken cancel);

/// <summary>Work with an effect outside (mail, a call, a file), or long work made of many actions.</summary>
public delegate Task<JobEnd> OutsideWork(JobRun run, CancellationToken cancel);

public sealed record JobKind(string Name, InsideWork? Inside, OutsideWork? Outside, TimeSpan? Period)
{
    /// <summary>A timer: one row in the cluster that comes due again and again.</summary>
    public bool IsTimer => Period is not null;
}

/// <summary>Who does which kind of job; filled in Serve.cs line by line.</summary>
public sealed class JobKinds
{
    private readonly Dictionary<string, JobKind> kinds = [];

    public IReadOnlyCollection<JobKind> All => kinds.Values;

    public JobKind? Of(string name) => kinds.GetValueOrDefault(name);

    public JobKinds Handle(string name, InsideWork work) => Add(new JobKind(name, work, null, null));

    public JobKinds Handle(string name, OutsideWork work) => Add(new JobKind(name, null, work, null));

    /// <summary>Comes due again a period after it ended; leased like any job, so one in the cluster.</summary>
    public JobKinds Every(TimeSpan period, string name, OutsideWork work) => Add(new JobKind(name, null, work, period));

    private JobKinds Add(JobKind kind)
    {
        kinds.Add(kind.Name, kind);
        return this;
    }
}
