using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using static Guanwei.Server.Tests.Running.QueuedJobs;

namespace Guanwei.Server.Tests.Running;

/// <summary>A process that is gone, or a call that nobody answered: what becomes of the job.</summary>
public sealed class ARunnerThatIsKilled
{
    private static readonly JobPace shortLeases = new() { Lease = TimeSpan.FromMilliseconds(300) };

    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Runs_again_what_a_killed_process_held_and_fences_that_process_off(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        house.Jobs.Handle("test.call", (JobRun _, CancellationToken _) => Task.FromResult(JobEnd.Ok));
        await Enqueue(house, "test.call");
        var killed = house.NewLedger(shortLeases);
        var lane = Assert.Single(await killed.Lanes(default));
        var held = (await killed.Take(lane, default))!;

        await house.RunJobs();
        Assert.Equal(JobState.Running, (await Single(house)).State);

        await LeasesRunOut(house);
        await house.RunJobs();
        var done = await Single(house);
        Assert.Equal((JobState.Done, 2), (done.State, done.LeaseEpoch));

        // It was only asleep: what it writes now changes nothing.
        Assert.False(await killed.End(held, JobState.Dead, "late", default));
        Assert.False(await killed.Renew(held, default));
        Assert.False(await killed.Intend(held, "late", default));
        Assert.Equal(JobState.Done, (await Single(house)).State);
    }

    [Theory]
    [InlineData(RetryClass.SafeToRepeat, true, JobState.Done)]
    [InlineData(RetryClass.AskFirst, true, JobState.InDoubt)]
    [InlineData(RetryClass.Never, true, JobState.Dead)]
    [InlineData(RetryClass.AskFirst, false, JobState.Done)]
    [InlineData(RetryClass.Never, false, JobState.Done)]
    public async Task Decides_by_the_retry_class_when_a_process_was_killed_during_a_call(
        RetryClass retry, bool intended, JobState becomes)
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var calls = 0;
        house.Jobs.Handle("test.call", (JobRun _, CancellationToken _) =>
        {
            calls++;
            return Task.FromResult(JobEnd.Ok);
        });
        await Enqueue(house, "test.call", job => job.Retry = retry);
        var killed = house.NewLedger();
        var held = (await killed.Take(Assert.Single(await killed.Lanes(default)), default))!;
        if (intended)
        {
            await killed.Intend(held, "POST /pay 300", default);
        }

        await LeasesRunOut(house);
        await house.RunJobs();

        var job = await Single(house);
        Assert.Equal((becomes, becomes is JobState.Done ? 1 : 0), (job.State, calls));
        Assert.Equal(becomes is JobState.Done ? null : "no_answer", job.LastError);
    }

    [Theory]
    [InlineData(RetryClass.SafeToRepeat, JobState.Due)]
    [InlineData(RetryClass.AskFirst, JobState.InDoubt)]
    [InlineData(RetryClass.Never, JobState.Dead)]
    public async Task Decides_by_the_retry_class_when_the_other_side_never_answered(RetryClass retry, JobState becomes)
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        house.Jobs.Handle("test.call", async (JobRun run, CancellationToken cancel) =>
        {
            await run.Intend("POST /pay 300", cancel);
            throw new HttpRequestException("connection reset");
        });
        await Enqueue(house, "test.call", job => job.Retry = retry);

        await house.RunJobs();

        var job = await Single(house);
        Assert.Equal((becomes, "HttpRequestException"), (job.State, job.LastError));
    }

    private static async Task LeasesRunOut(House house)
    {
        house.Machine.Advance(TimeSpan.FromMinutes(1));
        await Task.Delay(shortLeases.Lease * 2);
    }
}
