using System.Globalization;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Audit;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Running;

public sealed class TheStuckJobs
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

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

    [Theory, MemberData(nameof(Both))]
    public async Task Are_told_to_the_officers_once_for_all_of_a_kind(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        house.Jobs
            .Handle("test.call", (_, _) => Task.FromResult<JobEnd>(new JobEnd.Dead("address_malformed")))
            .Handle(AskForAgency.TellJob, (_, _) => Task.FromResult<JobEnd>(new JobEnd.Dead("nobody")))
            .Every(TellOfStuckJobs.Period, TellOfStuckJobs.JobKind, TellOfStuckJobs.Run);
        house.Services = new ServiceCollection()
            .AddSingleton(house.Databases).AddSingleton(house.Clock).AddSingleton(house.Actions).BuildServiceProvider();
        var officer = await house.Person("system-officer");
        async Task<List<string>> Told(TimeSpan time)
        {
            await house.RunJobs();
            house.Machine.Advance(time);
            await house.RunJobs();
            await using var db = house.Databases.OpenForSystem("test");
            var notices = await db.Set<Notice>().Where(x => x.PersonId == officer.Person).OrderBy(x => x.Id).ToListAsync();
            Assert.All(notices, x => Assert.Equal("/jobs", ObjectPages.PathOf(x.ObjectKind, x.ObjectId)));
            return notices.ConvertAll(x => Server.Notifications.Texts.Sentence(x, CultureInfo.GetCultureInfo("zh-CN")));
        }
        string Call(int count) => $"后台任务“test.call”有 {count} 项未能完成，请到“后台任务”查看原因并处理。";
        var first = await Enqueue(house);
        await Enqueue(house);
        await Enqueue(house, AskForAgency.TellJob);
        await house.RunJobs();
        await house.NewLedger().PlantTimers(default);

        Assert.Equal(
            [Call(2), "后台任务“通知有入驻申请”有 1 项未能完成，请到“后台任务”查看原因并处理。"],
            (await Told(TellOfStuckJobs.Period)).Order(StringComparer.Ordinal));
        await Enqueue(house);
        await house.Do<JobId>(officer, DecideJob.RetryVerb, act => DecideJob.Retry(act, first, default));
        Assert.Equal(2, (await Told(TimeSpan.FromHours(20))).Count);
        Assert.Equal([Call(2)], (await Told(TimeSpan.FromHours(5))).Skip(2));
        Assert.Equal(3, (await Told(TimeSpan.FromDays(9))).Count);
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

    private static async Task<JobId> Enqueue(House house, string kind = "test.call") => (await house.Do<JobId>(Actor.System("test"), "test.enqueue", act =>
        Task.FromResult<Outcome<JobId>>(act.Enqueue(kind, new { }).Id))).Required;
}
