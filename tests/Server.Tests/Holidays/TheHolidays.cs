using System.Globalization;
using System.Net;
using Guanwei.Server.Actions;
using Guanwei.Server.Applications;
using Guanwei.Server.Holidays;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Applications;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Ui;
using Guanwei.Server.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Deadline = Guanwei.Server.Deadlines.Deadline;

namespace Guanwei.Server.Tests.Holidays;

public sealed class TheHolidays
{
    // No notice of 2027 exists yet: its days of the week are right, its arrangements are made up.
    internal const string Of2027 = """
        一、元旦：1月1日（周五）至4日（周一）放假调休，共4天。1月9日（周六）上班。
        二、春节：2月5日（周五）至12日（周五）放假调休，共8天。
        三、清明节：4月3日（周六）至5日（周一）放假，共3天。
        四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
        五、端午节：6月9日（周三）放假1天。
        六、中秋节：9月15日（周三）放假1天。
        七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
        """;

    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Once_announced_move_the_deadlines_that_run_and_say_so(DatabaseKind kind)
    {
        await using var here = await Applying.Here(kind);
        Serving(here.House);
        here.House.Machine.Advance(TimeSpan.FromDays(28));
        var id = await here.HasSubmitted();
        var before = Assert.Single(await here.Rows<Deadline>());
        // From Tuesday 22 December, 15 working days: 1 January is statutory, the rest of 2027 weekends alone.
        Assert.Equal((new DateOnly(2027, 1, 12), true), (Time.Clock.DayOf(before.Due), before.Provisional));

        Assert.Equal(2027, (await TakesIn(here.House)).Required);
        await here.House.RunJobs();

        var after = Assert.Single(await here.Rows<Deadline>());
        // Monday 4 January is off, Saturday 9 January is worked.
        Assert.Equal((new DateOnly(2027, 1, 12), false), (Time.Clock.DayOf(after.Due), after.Provisional));
        Assert.Equal("2026-03-05+2027@1", after.Calendar);
        Assert.DoesNotContain(await here.Rows<WorkflowStep>(), step => step.Verb == CountAgain.JobKind);

        // The notice is corrected: the Saturday is not worked after all.
        _ = (await TakesIn(here.House, Of2027.Replace("1月9日（周六）上班。", "", StringComparison.Ordinal), version: 1)).Required;
        await here.House.RunJobs();

        Assert.Equal(new DateOnly(2027, 1, 13), Time.Clock.DayOf(Assert.Single(await here.Rows<Deadline>()).Due));
        var step = Assert.Single(await here.Rows<WorkflowStep>(), step => step.Verb == CountAgain.JobKind);
        Assert.Equal("2027-01-12 → 2027-01-13", step.Words);
        Assert.Equal((await here.Stored(id)).State.ToString(), step.To);
        await using var db = here.House.Databases.OpenForSystem("test");
        var history = await History.Load(db, id, CancellationToken.None);
        Assert.Equal("application.submit", history!.LastMove!.Verb);
        var said = Assert.Single(history.Events, happened => happened.What == "verb." + CountAgain.JobKind);
        Assert.Equal((Icons.Due, step.Words), (said.Icon, said.Words));
        Assert.Equal("节假日安排公布，期限重新计算", Wording.Word(said.What, CultureInfo.GetCultureInfo("zh-CN")));
    }

    [Fact]
    public async Task Leave_alone_what_has_been_met_and_count_nothing_twice()
    {
        await using var here = await Applying.Here();
        Serving(here.House);
        here.House.Machine.Advance(TimeSpan.FromDays(28));
        var id = await here.HasSubmitted();
        _ = (await here.Rejects(id)).Required;
        var before = (await here.Rows<Deadline>()).Select(x => (x.Id, x.Due, x.Calendar)).ToList();

        _ = (await TakesIn(here.House)).Required;
        await here.House.RunJobs();

        Assert.Equal(before, (await here.Rows<Deadline>()).Select(x => (x.Id, x.Due, x.Calendar)));
    }

    [Fact]
    public async Task Of_a_stale_page_do_not_overwrite_those_of_another()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var operation = House.NewOperation();
        _ = (await TakesIn(house, operation: operation)).Required;

        // The same click again is the same answer; another form with the old version is told who was first.
        Assert.Equal(2027, (await TakesIn(house, operation: operation)).Required);
        Assert.Equal("STALE", Assert.Single(((Outcome<int>.Refused)await TakesIn(house)).Reasons).Code);
        await using var db = house.Databases.OpenForSystem("test");
        Assert.Equal(1, Assert.Single(db.Set<HolidayYear>()).Version);
    }

    [Fact]
    public async Task Are_compared_confirmed_and_in_force_at_once()
    {
        await using var host = new GuanweiHost();
        using var officer = await host.SignedIn("system-officer", null);
        var form = new Dictionary<string, string>
        {
            ["year"] = "2027", ["notice"] = "国办发明电〔2026〕8号", ["text"] = Of2027,
        };

        var wrong = new Dictionary<string, string>(form) { ["text"] = Of2027.Replace("周五", "周六", StringComparison.Ordinal) };
        var (refused, html) = await officer.Submits("/holidays", wrong, "/holidays/check");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("2027-01-01 的星期与", html, StringComparison.Ordinal);
        Assert.DoesNotContain("确认生效", html, StringComparison.Ordinal);

        (_, html) = await officer.Submits("/holidays", form, "/holidays/check");
        Assert.Contains("待确认", html, StringComparison.Ordinal);
        Assert.Contains("01-01", html, StringComparison.Ordinal);
        Assert.False(host.Services.GetRequiredService<InForceSource>().Current.Calendar.IsAnnounced(2027));

        await officer.Submits("/holidays", form, "/holidays");
        (_, html) = await officer.Opens("/holidays");
        Assert.Contains("国办发明电〔2026〕8号", html, StringComparison.Ordinal);
        Assert.True(host.Services.GetRequiredService<InForceSource>().Current.Calendar.IsAnnounced(2027));
    }

    private static void Serving(House house)
    {
        house.Jobs.Handle(CountAgain.JobKind, CountAgain.Run);
        house.Services = new ServiceCollection().AddSingleton(house.Databases).AddSingleton(house.InForce)
            .AddSingleton(house.Actions).AddSingleton(house.Clock).BuildServiceProvider();
    }

    private static Task<Outcome<int>> TakesIn(
        House house, string text = Of2027, int version = 0, OperationId? operation = null) => house.Do<int>(
            Actor.System("test"), TakeInHolidays.Verb,
            act => TakeInHolidays.Run(act, new(2027, "国办发明电〔2026〕8号", text, version), CancellationToken.None), operation);
}
