using System.Collections.Concurrent;
using Guanwei.Server.Actions;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Jobs;

/// <summary>
/// One per node: takes leases on due jobs, lanes taking turns, runs them, and writes down how each ended.
/// </summary>
public sealed partial class JobRunner(
    JobLedger ledger, JobKinds kinds, JobPace pace, Actions.Actions actions, Clock clock, JobSignal signal,
    IServiceProvider services, Func<double> chance, ILogger<JobRunner> log) : IAsyncDisposable
{
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<JobId, Running> running = [];
    private readonly Dictionary<Lane, long> served = [];
    // Never let go of: work that outlives its welcome still asks it whether it was cut.
    private readonly CancellationTokenSource cut = new();
    private readonly Lock door = new();
    private bool closed;
    private long turn;

    private sealed record Running(Job Job, JobKind Kind, Lane Lane, CancellationTokenSource Stop)
    {
        public Task Work { get; set; } = Task.CompletedTask;
    }

    /// <summary>Takes what is due as far as there are places; the number taken.</summary>
    public async Task<int> Round(CancellationToken cancel)
    {
        var taken = 0;
        foreach (var timer in await ledger.TakeTimers(cancel))
        {
            Start(timer, default);
            taken++;
        }
        if (Free == 0)
        {
            return taken;
        }
        // Who was served longest ago comes first; a lane that keeps its place full waits behind lanes with nothing
        // running.
        var lanes = (await ledger.Lanes(cancel)).OrderBy(Busy).ThenBy(lane => served.GetValueOrDefault(lane)).ToList();
        foreach (var lane in lanes.TakeWhile(_ => Free > 0))
        {
            if (await ledger.Take(lane, cancel) is { } job)
            {
                served[lane] = ++turn;
                Start(job, lane);
                taken++;
            }
        }
        return taken;
    }

    /// <summary>Keeps the leases of what is running; work whose lease was lost is told to stop.</summary>
    public async Task Renew(CancellationToken cancel)
    {
        foreach (var mine in running.Values)
        {
            if (!await ledger.Renew(mine.Job, cancel) && running.ContainsKey(mine.Job.Id))
            {
                await mine.Stop.CancelAsync();
            }
        }
    }

    /// <summary>Waits for what is running.</summary>
    public Task Settled() => Task.WhenAll(running.Values.Select(mine => mine.Work));

    /// <summary>
    /// Runs everything that is due, and whatever that makes due, until nothing is: for tests and demo data.
    /// </summary>
    public async Task RunDue(CancellationToken cancel)
    {
        while (await Round(cancel) > 0)
        {
            await Settled();
        }
    }

    /// <summary>
    /// Takes in nothing more and lets running jobs end within the grace; then they are cut short and given back.
    /// </summary>
    public Task Stop() => Stop(pace.Grace);

    /// <summary>
    /// Not stopped before where the program failed at its start: what runs is cut short, and awaited all the same.
    /// </summary>
    public async ValueTask DisposeAsync() => await Stop(TimeSpan.Zero);

    private async Task Stop(TimeSpan grace)
    {
        lock (door)
        {
            closed = true;
        }
        await Task.WhenAny(Settled(), Task.Delay(grace));
        await cut.CancelAsync();
        await Task.WhenAny(Settled(), Task.Delay(longestWait));
    }

    public bool IsFull => Free == 0;

    private int Free => pace.Slots - running.Values.Count(mine => !mine.Kind.IsTimer);

    private int Busy(Lane lane) => running.Values.Count(mine => !mine.Kind.IsTimer && mine.Lane == lane);

    private void Start(Job job, Lane lane)
    {
        var mine = new Running(job, kinds.Of(job.Kind)!, lane, CancellationTokenSource.CreateLinkedTokenSource(cut.Token));
        lock (door)
        {
            if (closed)
            {
                // Taken while the runner stopped: its lease runs out, and the next runner takes it.
                return;
            }
            running[job.Id] = mine;
            mine.Work = Task.Run(() => Run(mine), CancellationToken.None);
        }
    }

    private async Task Run(Running mine)
    {
        try
        {
            var end = await Work(mine);
            if (end is not null)
            {
                await Patiently(() => Write(mine, end), cut.Token);
            }
        }
        catch (LeaseLostException)
        {
            Lost(mine.Job.Kind, mine.Job.Id);
        }
        catch (OperationCanceledException) when (cut.IsCancellationRequested)
        {
            // The lease runs out by itself; the next runner sees the stored intent and decides by the retry class.
        }
        catch (Exception broken)
        {
            Broken(broken, mine.Job.Kind, mine.Job.Id);
        }
        finally
        {
            running.TryRemove(mine.Job.Id, out _);
            mine.Stop.Dispose();
            signal.Wake();
        }
    }

    /// <summary>Runs the work; null when its end is already written.</summary>
    private async Task<JobEnd?> Work(Running mine)
    {
        var job = mine.Job;
        try
        {
            var end = mine.Kind.Inside is { } inside
                ? new JobEnd.Done((act, cancel) => inside(act, job, cancel))
                : await mine.Kind.Outside!(new JobRun(job, services, ledger), mine.Stop.Token);
            if (end is not JobEnd.Done { Record: { } record } || mine.Kind.IsTimer)
            {
                return end;
            }
            return mine.Kind.Inside is null
                ? await Recorded(job, record, mine.Stop.Token)
                : await DoneWith(job, record, mine.Stop.Token);
        }
        catch (OperationCanceledException) when (mine.Stop.IsCancellationRequested)
        {
            if (job.Intent is null)
            {
                await ledger.GiveBack(job, CancellationToken.None);
                return null;
            }
            return new JobEnd.Unsure("cut_short");
        }
        catch (Exception away) when (IsAway(away))
        {
            return job.Intent is null ? new JobEnd.Later("database_away") : new JobEnd.Unsure("database_away");
        }
        catch (Exception broken) when (broken is not LeaseLostException)
        {
            Broken(broken, job.Kind, job.Id);
            return job.Intent is null ? new JobEnd.Later(broken.GetType().Name) : new JobEnd.Unsure(broken.GetType().Name);
        }
    }

    /// <summary>
    /// The effect outside has happened and is not repeated; writing it down is tried until it succeeds.
    /// </summary>
    private async Task<JobEnd?> Recorded(
        Job job, Func<Act, CancellationToken, Task<Refusal?>> record, CancellationToken cancel)
    {
        JobEnd? end = null;
        await Patiently(async () => end = await DoneWith(job, record, cancel), cancel);
        return end;
    }

    private async Task<JobEnd?> DoneWith(Job job, Func<Act, CancellationToken, Task<Refusal?>> work, CancellationToken cancel)
    {
        var outcome = await actions.Do<string>(Actor.System(job.Kind), OperationId.From(job.Id.Value), job.Kind, async act =>
        {
            var row = await act.Db.Set<Job>().SingleOrDefaultAsync(
                x => x.Id == job.Id && x.LeaseEpoch == job.LeaseEpoch && x.State == JobState.Running, cancel);
            if (row is null)
            {
                throw new LeaseLostException();
            }
            if (job is { ObjectKind: { } kind, ObjectId: { } id })
            {
                act.About(kind, id, job.AgencyId);
            }
            if (await work(act, cancel) is { } refusal)
            {
                return refusal;
            }
            (row.State, row.LeasedUntil, row.LastError, row.EndedAt) = (JobState.Done, null, null, act.Now);
            return "done";
        }, cancel);
        return outcome is not Outcome<string>.Refused { Reasons: var reasons } ? null
            : reasons.Any(reason => reason.Code == "CONFLICT") ? new JobEnd.Later("CONFLICT")
            : new JobEnd.Dead(string.Join(' ', reasons.Select(reason => reason.Code).Distinct()));
    }

    private Task<bool> Write(Running mine, JobEnd end)
    {
        var job = mine.Job;
        if (mine.Kind.Period is { } period)
        {
            var code = end switch { JobEnd.Later late => late.Code, JobEnd.Unsure un => un.Code, JobEnd.Dead no => no.Code, _ => null };
            var pause = code is null ? period : Max(period, JobPace.Pause(Math.Min(job.Attempts, 5), chance()));
            return ledger.Rearm(job, code, clock.Now + pause, CancellationToken.None);
        }
        return end switch
        {
            JobEnd.Done => ledger.End(job, JobState.Done, null, CancellationToken.None),
            JobEnd.Dead { Code: var code } => ledger.End(job, JobState.Dead, code, CancellationToken.None),
            JobEnd.Unsure { Code: var code } when job.Retry is RetryClass.AskFirst =>
                ledger.End(job, JobState.InDoubt, code, CancellationToken.None),
            JobEnd.Unsure { Code: var code } when job.Retry is RetryClass.Never =>
                ledger.End(job, JobState.Dead, code, CancellationToken.None),
            JobEnd.Unsure { Code: var code } => Later(job, code, null),
            JobEnd.Later { Code: var code, After: var after } => Later(job, code, after),
            _ => throw new InvalidOperationException($"Unknown end {end}."),
        };
    }

    private Task<bool> Later(Job job, string code, TimeSpan? after) => job.Attempts >= pace.MostAttempts
        ? ledger.End(job, JobState.Dead, code, CancellationToken.None)
        : ledger.Again(job, code, clock.Now + (after ?? JobPace.Pause(job.Attempts, chance())), CancellationToken.None);

    /// <summary>The database may be away for a while; how a job ended is not forgotten over that.</summary>
    private static async Task Patiently(Func<Task> write, CancellationToken cancel)
    {
        for (var wait = TimeSpan.FromMilliseconds(250); ; wait = wait < longestWait ? wait * 2 : wait)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception away) when (IsAway(away))
            {
                await Task.Delay(wait, cancel);
            }
        }
    }

    internal static bool IsAway(Exception error) =>
        error is StorageBusyException || Conflicts.IsAway(error) || Conflicts.IsDiskFull(error);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of job {Kind} {Id} was lost; what it did is not recorded.")]
    private partial void Lost(string kind, JobId id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Kind} {Id} broke.")]
    private partial void Broken(Exception error, string kind, JobId id);
}
