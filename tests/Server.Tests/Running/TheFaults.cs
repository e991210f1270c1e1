using Guanwei.Server.Actions;
using Guanwei.Server.Audit;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guanwei.Server.Tests.Running;

public sealed class TheFaults
{
    [Fact]
    public async Task A_database_gone_for_ten_seconds_loses_no_job_and_repeats_no_call()
    {
        var (house, wire) = await House.ByWire();
        await using var both = house;
        using var cut = wire;
        var calls = 0;
        var calling = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        house.Jobs.Handle("test.pay", async (JobRun run, CancellationToken cancel) =>
        {
            await run.Intend("POST /pay 300", cancel);
            Interlocked.Increment(ref calls);
            calling.SetResult();
            await answer.Task;
            return JobEnd.Ok;
        });
        house.Jobs.Handle("test.inside", (Act _, Job _, CancellationToken _) => Task.FromResult<Refusal?>(null));
        await using var runner = house.NewRunner();
        using var service = new JobService(
            runner, house.NewLedger(), house.Pace, house.Signal, null!, NullLogger<JobService>.Instance);
        await service.StartedAsync(default);
        await Enqueue(house, "test.pay");
        await calling.Task;

        wire.Cut();
        // The other side answers while nobody can write that down.
        answer.SetResult();
        await Task.Delay(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<StorageBusyException>(() => Enqueue(house, "test.inside"));
        wire.Mend();
        await Enqueue(house, "test.inside");
        var done = await Eventually(house, 2);
        await service.StopAsync(default);

        Assert.True(done);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_clock_set_back_is_noted_and_timers_go_on()
    {
        await using var scene = await Scene.On(DatabaseKind.Sqlite);
        var house = scene.House;
        var ticks = 0;
        house.Jobs.Every(TimeSpan.FromSeconds(1), "test.tick", (_, _) =>
        {
            ticks++;
            return Task.FromResult(JobEnd.Ok);
        });
        await house.NewLedger().PlantTimers(default);
        await house.RunJobs();
        var watch = new ClockWatch(house.Databases, house.Actions, house.Clock);
        await watch.Look(default);

        house.Machine.AdjustTime(house.Machine.GetUtcNow().AddHours(-5));
        await watch.Look(default);
        await watch.Look(default);
        await house.RunJobs();

        Assert.Equal(2, ticks);
        await using var db = scene.Open();
        var note = await db.Set<AuditEntry>().SingleAsync(x => x.Verb == "clock.went-back");
        Assert.Equal("the machine's clock went back", note.Why);
        Assert.True((await scene.Verify()).Sound);
    }

    private static async Task<bool> Eventually(House house, int done)
    {
        for (var i = 0; i < 200; i++)
        {
            await using var db = house.Databases.OpenForSystem("test");
            if (await db.Set<Job>().CountAsync(x => x.State == JobState.Done) == done)
            {
                return true;
            }
            await Task.Delay(100);
        }
        return false;
    }

    private static async Task Enqueue(House house, string kind) => Assert.True((await house.Do<bool>(
        Actor.System("test"), "test.enqueue", act =>
        {
            act.Enqueue(kind, new { }, job => job.Retry = RetryClass.AskFirst);
            return Task.FromResult<Outcome<bool>>(true);
        })).Required);
}
