using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Running;

public sealed class TheSweep
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Forgets_jobs_that_ended_well_a_month_ago_and_answers_nobody_can_ask_for_and_nothing_else(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        house.Services = new ServiceCollection().AddSingleton(house.Databases).AddSingleton(house.Clock).BuildServiceProvider();
        await Leaves(house, JobState.Done, JobState.Dropped, JobState.Dead, JobState.InDoubt, JobState.Due);
        house.Machine.Advance(SweepJobs.JobsKept + TimeSpan.FromDays(1));
        await Leaves(house, JobState.Done);
        await Sweep(house);

        Assert.Equal(
            [JobState.Due, JobState.Done, JobState.Dead, JobState.InDoubt], (await Rows<Job>(house)).Select(x => x.State).Order());
        Assert.Equal(2, (await Rows<Operation>(house)).Count);
        house.Machine.Advance(SweepJobs.AnswersKept - SweepJobs.JobsKept);
        await Sweep(house);
        Assert.Single(await Rows<Operation>(house));
    }

    private static async Task Leaves(House house, params JobState[] states) =>
        await house.Do<int>(Actor.System("test"), "test.jobs", act =>
        {
            foreach (var state in states)
            {
                act.Enqueue("test.nothing", new { }, job => (job.State, job.EndedAt) = (state, state is JobState.Due ? null : act.Now));
            }
            return Task.FromResult<Outcome<int>>(states.Length);
        });

    private static Task<JobEnd> Sweep(House house) => SweepJobs.Run(
        new JobRun(new Job { Id = default, Kind = SweepJobs.JobKind, Payload = "{}", EnqueuedAt = default, Due = default }, house.Services, house.NewLedger()),
        default);

    private static async Task<List<T>> Rows<T>(House house) where T : class
    {
        await using var db = house.Databases.OpenForSystem("test");
        return await db.Set<T>().AsNoTracking().ToListAsync();
    }
}
