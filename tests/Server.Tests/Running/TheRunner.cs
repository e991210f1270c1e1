using System.Collections.Concurrent;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Audit;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using static Guanwei.Server.Tests.Running.QueuedJobs;

namespace Guanwei.Server.Tests.Running;

public sealed class TheRunner
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Commits_an_effect_inside_the_database_together_with_done(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var breaks = true;
        house.Jobs.Handle("test.inside", (Act act, Job job, CancellationToken _) =>
        {
            act.Enqueue("test.effect", new { });
            return breaks ? throw new InvalidOperationException("half way") : Task.FromResult<Refusal?>(null);
        });
        await Enqueue(house, "test.inside");

        await house.RunJobs();
        Assert.Equal(0, await Count(house, job => job.Kind == "test.effect"));

        breaks = false;
        house.Machine.Advance(TimeSpan.FromMinutes(1));
        await house.RunJobs();
        await house.RunJobs();

        Assert.Equal(1, await Count(house, job => job.Kind == "test.effect"));
        Assert.Equal(1, await Count(house, job => job.Kind == "test.inside" && job.State == JobState.Done && job.Attempts == 2));
        await using var db = house.Databases.OpenForSystem("test");
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(entry => entry.Verb == "test.inside" && entry.Outcome == "done"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task On_two_nodes_runs_every_job_once(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var runs = new ConcurrentBag<JobId>();
        house.Jobs.Handle("test.call", async (JobRun run, CancellationToken cancel) =>
        {
            runs.Add(run.Job.Id);
            await Task.Delay(1, cancel);
            return JobEnd.Ok;
        });
        for (var i = 0; i < 60; i++)
        {
            await Enqueue(house, "test.call");
        }
        await using var one = house.NewRunner();
        await using var two = house.NewRunner();

        await Task.WhenAll(Task.Run(() => one.RunDue(default)), Task.Run(() => two.RunDue(default)));
        await house.RunJobs();

        Assert.Equal(60, runs.Count);
        Assert.Equal(60, runs.Distinct().Count());
        Assert.Equal(60, await Count(house, job => job.State == JobState.Done));
    }

    [Fact]
    public async Task Lets_agencies_take_turns_however_much_one_of_them_wants()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var order = new ConcurrentQueue<AgencyId?>();
        house.Jobs.Handle("test.call", (JobRun run, CancellationToken _) =>
        {
            order.Enqueue(run.Job.AgencyId);
            return Task.FromResult(JobEnd.Ok);
        });
        var big = await house.Agency("某省民政厅");
        var small = await house.Agency("某县民政局");
        for (var i = 0; i < 30; i++)
        {
            await Enqueue(house, "test.call", job => job.AgencyId = big.Id);
        }
        await Enqueue(house, "test.call", job => job.AgencyId = small.Id);
        await using var runner = house.NewRunner(new JobPace { Slots = 1 });

        await runner.RunDue(default);

        Assert.Equal(31, order.Count);
        Assert.Contains(small.Id, order.Take(2).Select(agency => agency!.Value));
    }

    [Fact]
    public async Task Waits_longer_after_each_failure_and_at_last_leaves_the_job_to_a_person()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        house.Jobs.Handle("test.call", (JobRun _, CancellationToken _) =>
            Task.FromResult<JobEnd>(new JobEnd.Later("unreachable")));
        await Enqueue(house, "test.call");
        var pauses = new List<TimeSpan>();

        for (var job = await Single(house); job.State is JobState.Due; job = await Single(house))
        {
            await house.RunJobs();
            pauses.Add((await Single(house)).Due - house.Clock.Now);
            house.Machine.Advance(TimeSpan.FromHours(2));
        }

        var dead = await Single(house);
        Assert.Equal((JobState.Dead, new JobPace().MostAttempts, "unreachable"), (dead.State, dead.Attempts, dead.LastError));
        Assert.Equal([5, 10, 20, 40, 80], pauses.Take(5).Select(pause => pause.TotalSeconds));
        Assert.All(pauses.SkipLast(1), pause => Assert.True(pause <= TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Spreads_what_failed_together_by_chance()
    {
        Assert.Equal(TimeSpan.FromSeconds(3.75), JobPace.Pause(1, 0));
        Assert.Equal(TimeSpan.FromSeconds(6.25), JobPace.Pause(1, 1));
        Assert.Equal(TimeSpan.FromHours(1), JobPace.Pause(1000, 0.5));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Keeps_one_open_job_per_unique_key(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        await Enqueue(house, "test.call", job => job.UniqueKey = "same");

        var second = await house.Do<int>(Actor.System("test"), "test.enqueue", act =>
        {
            act.Enqueue("test.call", new { }, job => job.UniqueKey = "same");
            return Task.FromResult<Outcome<int>>(1);
        });

        Assert.Equal("CONFLICT", Assert.Single(Assert.IsType<Outcome<int>.Refused>(second).Reasons).Code);
        Assert.Equal(1, await Count(house, _ => true));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Keeps_one_row_per_timer_and_makes_it_due_again(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var ticks = 0;
        house.Jobs.Every(TimeSpan.FromMinutes(1), "test.tick", (_, _) => Task.FromResult(
            Interlocked.Increment(ref ticks) == 2 ? throw new InvalidOperationException("once") : JobEnd.Ok));
        var ledgers = new[] { house.NewLedger(), house.NewLedger() };
        await Task.WhenAll(ledgers.Select(ledger => Task.Run(() => ledger.PlantTimers(default))));
        await ledgers[0].PlantTimers(default);

        for (var minute = 0; minute < 4; minute++)
        {
            await house.RunJobs();
            house.Machine.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(4, ticks);
        var timer = await Single(house);
        Assert.Equal((JobState.Due, null), (timer.State, timer.LastError));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Tells_how_far_long_work_has_come_and_stops_it_when_asked(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var half = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        house.Jobs.Handle("test.long", async (JobRun run, CancellationToken cancel) =>
        {
            await run.Report(10, 0, 0, cancel);
            house.Machine.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(600, cancel);
            await run.Report(10, 5, 1, cancel);
            half.SetResult();
            await asked.Task;
            await Task.Delay(600, cancel);
            return await run.Report(10, 6, 1, cancel) ? JobEnd.Ok : JobRun.Stopped;
        });
        await Enqueue(house, "test.long");
        await using var runner = house.NewRunner();
        await runner.Round(default);
        await half.Task;

        var running = await Single(house);
        Assert.Equal((10, 5, 1), (running.Total, running.Finished, running.Failed));
        Assert.Equal(TimeSpan.FromSeconds(10), running.Remaining(house.Clock.Now));
        await using (var db = house.Databases.OpenForSystem("test"))
        {
            await db.Set<Job>().ExecuteUpdateAsync(set => set.SetProperty(job => job.StopAsked, true));
        }
        asked.SetResult();
        await runner.Settled();

        var stopped = await Single(house);
        Assert.Equal((JobState.Dead, "stopped", 6), (stopped.State, stopped.LastError, stopped.Finished));
    }

    [Fact]
    public async Task Leaves_alone_kinds_that_this_version_does_not_know()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        await Enqueue(house, "test.from-a-newer-version");

        await house.RunJobs();

        var job = await Single(house);
        Assert.Equal((JobState.Due, 0), (job.State, job.Attempts));
    }
}
