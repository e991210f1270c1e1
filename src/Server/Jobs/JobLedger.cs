using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Guanwei.Server.Jobs;

/// <summary>Whose work it is: lanes take turns, so that one agency's thousand jobs do not hold up another's one.</summary>
public readonly record struct Lane(AgencyId? Agency, int? Account);

/// <summary>
/// This process lost the job: its lease ran out and somebody else may hold it. What it still does is not recorded.
/// </summary>
public sealed class LeaseLostException() : Exception("The lease of this job was lost.");

/// <summary>
/// The runner's writes to the table of jobs. Each is one statement that names the epoch it believes in: whoever holds
/// an older one changes nothing. Claiming by such an update needs no lock that only one of the databases has.
/// </summary>
public sealed class JobLedger(Databases databases, Clock clock, JobKinds kinds, JobPace pace)
{
    private readonly string[] timers = [.. kinds.All.Where(kind => kind.IsTimer).Select(kind => kind.Name)];
    private readonly string[] others = [.. kinds.All.Where(kind => !kind.IsTimer).Select(kind => kind.Name)];

    /// <summary>One row per timer, made once in the life of the installation.</summary>
    public async Task PlantTimers(CancellationToken cancel)
    {
        using var turn = await databases.Gate.Enter(cancel);
        await using var db = Open();
        db.HoldsGate = true;
        var there = await db.Set<Job>().Where(job => timers.Contains(job.Kind)).Select(job => job.Kind).ToListAsync(cancel);
        foreach (var missing in timers.Except(there))
        {
            db.Add(new Job
            {
                Id = JobId.From(Guid.CreateVersion7(clock.Machine)), Kind = missing, UniqueKey = "timer", Payload = "{}",
                EnqueuedAt = clock.Now, Due = clock.Now,
            });
        }
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException error) when (Actions.Conflicts.IsConflict(error))
        {
            // Another node planted at the same moment: one row of each is what was wanted.
        }
    }

    /// <summary>Lanes with due work, and how many jobs wait in none of them because they are timers.</summary>
    public async Task<IReadOnlyList<Lane>> Lanes(CancellationToken cancel)
    {
        await using var db = Open();
        var due = Due(db, others, await LeaseClock.Now(db, clock, cancel));
        var lanes = await due.Select(job => new { job.AgencyId, job.AccountKey }).Distinct().ToListAsync(cancel);
        return [.. lanes.Select(lane => new Lane(lane.AgencyId, lane.AccountKey))];
    }

    /// <summary>The job of this lane that has waited longest, leased to us; none when others were faster.</summary>
    public async Task<Job?> Take(Lane lane, CancellationToken cancel)
    {
        await using var db = Open();
        var now = await LeaseClock.Now(db, clock, cancel);
        var waiting = Due(db, others, now).Where(job => job.AgencyId == lane.Agency && job.AccountKey == lane.Account);
        foreach (var job in await waiting.OrderBy(job => job.Due).ThenBy(job => job.Id).Take(pace.Slots).ToListAsync(cancel))
        {
            if (await Lease(db, job, now, cancel))
            {
                return job;
            }
        }
        return null;
    }

    public async Task<IReadOnlyList<Job>> TakeTimers(CancellationToken cancel)
    {
        await using var db = Open();
        var now = await LeaseClock.Now(db, clock, cancel);
        var taken = new List<Job>();
        var rows = await db.Set<Job>().AsNoTracking().Where(job => timers.Contains(job.Kind)).ToListAsync(cancel);
        foreach (var job in rows)
        {
            if (IsDue(job, now) && await Lease(db, job, now, cancel))
            {
                taken.Add(job);
            }
        }
        return taken;
    }

    /// <summary>A timer due later than it ever sets itself was set before the clock went back: it is due now.</summary>
    private bool IsDue(Job timer, DateTimeOffset leaseNow) => timer.State is JobState.Running
        ? timer.LeasedUntil < leaseNow
        : timer.Due <= clock.Now || timer.Due > clock.Now + kinds.Of(timer.Kind)!.Period + JobPace.LongestTimerPause;

    /// <summary>False: the lease is no longer this process's.</summary>
    public async Task<bool> Renew(Job job, CancellationToken cancel)
    {
        await using var db = Open();
        var until = await LeaseClock.Now(db, clock, cancel) + pace.Lease;
        return await Write(Mine(db, job), set => set.SetProperty(x => x.LeasedUntil, until), cancel);
    }

    public Task<bool> Intend(Job job, string intent, CancellationToken cancel) =>
        Write(job, set => set.SetProperty(x => x.Intent, intent), cancel);

    /// <summary>Writes the counts; answers whether a person has asked to stop.</summary>
    public async Task<bool> Report(Job job, int total, int finished, int failed, CancellationToken cancel)
    {
        var mine = await Write(job, set => set
            .SetProperty(x => x.Total, total).SetProperty(x => x.Finished, finished).SetProperty(x => x.Failed, failed), cancel);
        if (!mine)
        {
            throw new LeaseLostException();
        }
        await using var db = Open();
        return await db.Set<Job>().Where(x => x.Id == job.Id).Select(x => x.StopAsked).SingleAsync(cancel);
    }

    /// <summary>Comes due again; what it was about to do outside was surely not done.</summary>
    public Task<bool> Again(Job job, string? code, DateTimeOffset due, CancellationToken cancel) => Write(job, set => set
        .SetProperty(x => x.State, JobState.Due).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null)
        .SetProperty(x => x.Intent, (string?)null).SetProperty(x => x.LastError, code).SetProperty(x => x.Due, due), cancel);

    /// <summary>Given back unharmed at shutdown: not an attempt.</summary>
    public Task<bool> GiveBack(Job job, CancellationToken cancel) => Write(job, set => set
        .SetProperty(x => x.State, JobState.Due).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null)
        .SetProperty(x => x.Attempts, x => x.Attempts - 1), cancel);

    /// <summary>A timer comes due again; an error stays visible until a run without one.</summary>
    public Task<bool> Rearm(Job job, string? code, DateTimeOffset due, CancellationToken cancel) => Write(job, set => set
        .SetProperty(x => x.State, JobState.Due).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null)
        .SetProperty(x => x.Attempts, x => code == null ? 0 : x.Attempts)
        .SetProperty(x => x.LastError, code).SetProperty(x => x.Due, due), cancel);

    public Task<bool> End(Job job, JobState state, string? code, CancellationToken cancel)
    {
        var ended = clock.Now;
        return Write(job, set => set
            .SetProperty(x => x.State, state).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null)
            .SetProperty(x => x.LastError, code).SetProperty(x => x.EndedAt, ended), cancel);
    }

    private IQueryable<Job> Due(PlatformDb db, string[] names, DateTimeOffset leaseNow)
    {
        var now = clock.Now;
        return db.Set<Job>().AsNoTracking().Where(job => names.Contains(job.Kind)
            && ((job.State == JobState.Due && job.Due <= now) || (job.State == JobState.Running && job.LeasedUntil < leaseNow)));
    }

    private async Task<bool> Lease(PlatformDb db, Job job, DateTimeOffset now, CancellationToken cancel)
    {
        if (job.State is JobState.Running && Recovered(job) is { } state)
        {
            await Write(
                db.Set<Job>().Where(x => x.Id == job.Id && x.LeaseEpoch == job.LeaseEpoch && x.State == job.State),
                set => set.SetProperty(x => x.State, state).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(x => x.LastError, "no_answer").SetProperty(x => x.EndedAt, clock.Now), cancel);
            return false;
        }
        var until = now + pace.Lease;
        var started = job.StartedAt ?? clock.Now;
        var won = await Write(
            db.Set<Job>().Where(x => x.Id == job.Id && x.LeaseEpoch == job.LeaseEpoch && x.State == job.State),
            set => set.SetProperty(x => x.State, JobState.Running).SetProperty(x => x.LeaseEpoch, job.LeaseEpoch + 1)
                .SetProperty(x => x.LeasedUntil, until).SetProperty(x => x.Attempts, job.Attempts + 1)
                .SetProperty(x => x.StartedAt, started), cancel);
        (job.State, job.LeaseEpoch, job.Attempts, job.StartedAt) = (JobState.Running, job.LeaseEpoch + 1, job.Attempts + 1, started);
        return won;
    }

    /// <summary>What becomes of a job whose holder was killed: none means that it may simply be run again.</summary>
    private JobState? Recovered(Job job) => job switch
    {
        _ when kinds.Of(job.Kind) is { IsTimer: true } => null,
        { Attempts: var attempts } when attempts >= pace.MostAttempts => JobState.Dead,
        { Intent: null } or { Retry: RetryClass.SafeToRepeat } => null,
        { Retry: RetryClass.AskFirst } => JobState.InDoubt,
        _ => JobState.Dead,
    };

    private async Task<bool> Write(Job job, Action<UpdateSettersBuilder<Job>> set, CancellationToken cancel)
    {
        await using var db = Open();
        return await Write(Mine(db, job), set, cancel);
    }

    private async Task<bool> Write(IQueryable<Job> rows, Action<UpdateSettersBuilder<Job>> set, CancellationToken cancel)
    {
        using var turn = await databases.Gate.Enter(cancel);
        return await rows.ExecuteUpdateAsync(set, cancel) == 1;
    }

    private static IQueryable<Job> Mine(PlatformDb db, Job job) =>
        db.Set<Job>().Where(x => x.Id == job.Id && x.LeaseEpoch == job.LeaseEpoch && x.State == JobState.Running);

    private PlatformDb Open() => databases.OpenForSystem("job runner");
}
