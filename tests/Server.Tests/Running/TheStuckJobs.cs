using Guanwei.Server.Actions;
using Guanwei.Server.Audit;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Running;

public sealed class TheStuckJobs
{
    [Fact]
    public async Task Are_tried_again_or_dropped_by_a_person_whose_name_stands_in_the_audit()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var works = false;
        house.Jobs.Handle("test.call", (JobRun _, CancellationToken _) =>
            Task.FromResult(works ? JobEnd.Ok : new JobEnd.Dead("address_malformed")));
        var officer = await house.Person("system-officer");
        var first = await Enqueue(house);
        var second = await Enqueue(house);
        await house.RunJobs();

        works = true;
        await house.Do<JobId>(officer, DecideJob.RetryVerb, act => DecideJob.Retry(act, first, default));
        await house.Do<JobId>(officer, DecideJob.DropVerb, act => DecideJob.Drop(act, second, default));
        var again = await house.Do<JobId>(officer, DecideJob.DropVerb, act => DecideJob.Drop(act, second, default));
        await house.RunJobs();

        Assert.Equal("NOT_NOW", Assert.Single(Assert.IsType<Outcome<JobId>.Refused>(again).Reasons).Code);
        await using var db = house.Databases.OpenForSystem("test");
        Assert.Equal(JobState.Done, (await db.Set<Job>().SingleAsync(x => x.Id == first)).State);
        Assert.Equal(JobState.Dropped, (await db.Set<Job>().SingleAsync(x => x.Id == second)).State);
        var decided = await db.Set<AuditEntry>().Where(x => x.Person == officer.Person && x.Outcome == "done").ToListAsync();
        Assert.Equal([(DecideJob.RetryVerb, first.ToString()), (DecideJob.DropVerb, second.ToString())],
            decided.OrderBy(x => x.Verb == DecideJob.DropVerb).Select(x => (x.Verb, x.ObjectId!)));
    }

    [Fact]
    public async Task Are_nothing_that_an_editor_decides_about()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var editor = await house.Person("editor", await house.Agency("某县政务办"));
        var job = await Enqueue(house);

        var outcome = await house.Do<JobId>(editor, DecideJob.DropVerb, act => DecideJob.Drop(act, job, default));

        Assert.Equal("NO_RIGHT", Assert.Single(Assert.IsType<Outcome<JobId>.Refused>(outcome).Reasons).Code);
    }

    private static async Task<JobId> Enqueue(House house) => (await house.Do<JobId>(Actor.System("test"), "test.enqueue", act =>
        Task.FromResult<Outcome<JobId>>(act.Enqueue("test.call", new { }).Id))).Required;
}
