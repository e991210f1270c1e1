using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.Extensions.Logging.Abstractions;
using static Guanwei.Server.Tests.Running.QueuedJobs;

namespace Guanwei.Server.Tests.Running;

public sealed class AShutdown
{
    [Fact]
    public async Task Gives_back_unharmed_what_a_shutdown_cuts_short()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var begun = new TaskCompletionSource();
        house.Jobs.Handle("test.long", async (JobRun _, CancellationToken cancel) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancel);
            return JobEnd.Ok;
        });
        await Enqueue(house, "test.long");
        await using var runner = house.NewRunner(new JobPace { Grace = TimeSpan.FromMilliseconds(50) });
        await runner.Round(default);
        await begun.Task;

        await runner.Stop();

        var job = await Single(house);
        Assert.Equal((JobState.Due, 0, (DateTimeOffset?)null), (job.State, job.Attempts, job.LeasedUntil));
    }

    [Fact]
    public async Task Lets_a_job_end_that_needs_a_moment_at_shutdown()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        house.Jobs.Handle("test.short", async (JobRun _, CancellationToken cancel) =>
        {
            await Task.Delay(100, cancel);
            return JobEnd.Ok;
        });
        await Enqueue(house, "test.short");
        await using var runner = house.NewRunner();
        await runner.Round(default);

        await runner.Stop();

        Assert.Equal(JobState.Done, (await Single(house)).State);
    }

    /// <summary>As where the program fails at its start: nobody stops the runner, it is only let go of.</summary>
    [Fact]
    public async Task Let_go_of_without_a_stop_awaits_what_has_just_begun_and_begins_nothing_more()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var (ended, log) = (0, new Overheard<JobRunner>());
        house.Jobs.Handle("test.slow", async (JobRun run, CancellationToken cancel) =>
        {
            await Task.Delay(200, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await run.Intend("after it was cut", CancellationToken.None);
            ended++;
            return JobEnd.Ok;
        });
        await Enqueue(house, "test.slow");
        var runner = house.NewRunner(log: log);
        await runner.Round(default);

        await runner.DisposeAsync();

        Assert.Equal(1, ended);
        Assert.Equal(JobState.Done, (await Single(house)).State);
        await Enqueue(house, "test.slow");
        await runner.Round(default);
        await runner.Settled();
        Assert.Equal(1, ended);
        Assert.Empty(log.Said);
    }

    [Fact]
    public async Task Whose_service_is_let_go_of_without_a_stop_ends_its_rounds_first()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var log = new Overheard<JobRunner>();
        house.Jobs.Every(TimeSpan.Zero, "test.tick", async (JobRun _, CancellationToken cancel) =>
        {
            await Task.Delay(1, cancel);
            return JobEnd.Ok;
        });
        for (var life = 0; life < 10; life++)
        {
            var runner = house.NewRunner(log: log);
            var service = new JobService(
                runner, house.NewLedger(), house.Pace, house.Signal, null!, NullLogger<JobService>.Instance);
            await service.StartedAsync(default);
            await Task.Delay(life * 5);

            await service.DisposeAsync();
            Assert.True(service.ExecuteTask!.IsCompleted);
            await runner.DisposeAsync();
            Assert.True(runner.Settled().IsCompleted);
        }
        Assert.Empty(log.Said);
    }
}
