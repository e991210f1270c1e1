using Guanwei.Server.Actions;
using Guanwei.Server.Applications;
using Guanwei.Server.Audit;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Holidays;
using Guanwei.Server.Notifications;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Holidays;
using Guanwei.Server.Time;
using Microsoft.Extensions.DependencyInjection;
using static Guanwei.Server.Tests.Applications.Applying;

namespace Guanwei.Server.Tests.Applications;

/// <summary>A review whose count of days is suspended. Submitted on Monday 23 November 2026 at 10:00: due on 14 December.</summary>
public sealed class ASuspendedReview
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Runs_again_without_the_days_in_between_and_says_so_to_everybody(DatabaseKind kind)
    {
        await using var here = await Applying.Here(kind);
        var id = await here.HasSubmitted();
        here.House.Machine.Advance(TimeSpan.FromDays(2));

        _ = (await here.Suspends(id)).Required;

        Assert.Equal(ApplicationState.InReview, (await here.Stored(id)).State);
        var resting = Assert.Single(await here.Rows<Deadline>(), x => x.Kind == "review");
        Assert.Equal((here.House.Clock.Now, "CONSULTING_OTHERS"), (resting.PausedAt, resting.PauseReason));
        here.House.Machine.Advance(TimeSpan.FromDays(7));

        _ = (await here.Resumes(id)).Required;

        var runs = Assert.Single(await here.Rows<Deadline>());
        // Wednesday 25 November to Tuesday 1 December: five working days.
        Assert.Equal((null, null, new DateOnly(2026, 12, 21)), (runs.PausedAt, runs.PauseReason, Clock.DayOf(runs.Due)));
        var pause = Assert.Single(runs.Pauses);
        Assert.Equal((1, "CONSULTING_OTHERS", Why), (pause.Number, pause.Reason, pause.Words));
        Assert.Equal((here.Supervisor.Person, here.Supervisor.Person), (pause.PausedBy, pause.ResumedBy));
        Assert.Equal((resting.Due, runs.Due), (pause.DueBefore, pause.DueAfter));
        Assert.Equal(TimeSpan.FromDays(7), pause.To - pause.From);

        await here.House.RunJobs();
        var told = await here.Rows<Notice>();
        Assert.Single(told, x => x.Code == "application.suspended" && x.PersonId == here.Applicant.Person);
        Assert.Contains("2026-12-21", Assert.Single(told, x => x.Code == "application.resumed").Arguments, StringComparison.Ordinal);
        var verbs = (await here.Rows<AuditEntry>()).Where(x => x.Outcome == "done").Select(x => x.Verb).ToList();
        Assert.Contains(OpeningWorkflow.Suspend, verbs);
        Assert.Contains(OpeningWorkflow.Resume, verbs);
        await using var db = here.House.Databases.OpenForSystem("test");
        var history = (await History.Load(db, id, default))!;
        Assert.Equal(OpeningWorkflow.Submit, history.LastMove!.Verb);
        var said = Assert.Single(history.Events, x => x.What == "verb." + OpeningWorkflow.Suspend);
        Assert.Equal((Why, "CONSULTING_OTHERS"), (said.Words, Assert.Single(said.Codes)));
        Assert.Equal(pause.From, Assert.Single(history.Events, x => x.What == "verb." + OpeningWorkflow.Resume).Rested!.From);
    }

    [Fact]
    public async Task Resumed_in_the_same_moment_is_due_as_before_and_may_rest_again()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();
        var before = Assert.Single(await here.Rows<Deadline>()).Due;

        for (var time = 1; time <= 2; time++)
        {
            _ = (await here.Suspends(id)).Required;
            _ = (await here.Resumes(id)).Required;
            var runs = Assert.Single(await here.Rows<Deadline>());
            Assert.Equal((before, time), (runs.Due, runs.Pauses.Count));
        }
    }

    [Theory]
    [InlineData("approve")]
    [InlineData("return")]
    [InlineData("reject")]
    [InlineData("withdraw")]
    public async Task Ends_with_what_is_decided_and_nothing_was_missed_meanwhile(string verb)
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();
        _ = (await here.Suspends(id)).Required;
        // A month past the day on which it would have been due.
        here.House.Machine.Advance(TimeSpan.FromDays(50));

        _ = (verb switch
        {
            "approve" => await here.Approves(id),
            "return" => await here.Returns(id, ["SEAL_UNCLEAR"], "公章不清晰"),
            "reject" => await here.Rejects(id),
            _ => await here.Withdraws(id),
        }).Required;

        var review = Assert.Single(await here.Rows<Deadline>(), x => x.Kind == "review");
        Assert.Equal((here.House.Clock.Now, null, null), (review.MetAt, review.MissedAt, review.PausedAt));
        Assert.Equal(here.House.Clock.Now, Assert.Single(review.Pauses).To);
        Assert.True(review.Due > here.House.Clock.Now);
    }

    [Fact]
    public async Task Warns_nobody_while_it_rests_and_then_by_the_days_in_which_it_ran()
    {
        await using var here = await Applying.Here();
        here.House.Jobs.Every(
            WarnOfDeadlines.Period, WarnOfDeadlines.JobKind,
            WarnOfDeadlines.Naming(new ObjectNames().With(OpeningApplication.Kind, OpeningApplication.NameOf)));
        Serving(here.House);
        await here.House.NewLedger().PlantTimers(default);
        var id = await here.HasSubmitted();
        _ = (await here.Suspends(id)).Required;

        await Pass(here.House, days: 60);
        Assert.Equal("", Assert.Single(await here.Rows<Deadline>()).Warned);

        _ = (await here.Resumes(id)).Required;
        await Pass(here.House, days: 1);
        Assert.Equal("", Assert.Single(await here.Rows<Deadline>()).Warned);
        await Pass(here.House, days: 40);
        Assert.Equal("50% 80% 100%", Assert.Single(await here.Rows<Deadline>()).Warned);
    }

    [Fact]
    public async Task Is_counted_on_resuming_by_the_holidays_announced_meanwhile()
    {
        await using var here = await Applying.Here();
        here.House.Jobs.Handle(CountAgain.JobKind, CountAgain.Run);
        Serving(here.House);
        here.House.Machine.Advance(TimeSpan.FromDays(28));
        var id = await here.HasSubmitted();
        here.House.Machine.Advance(TimeSpan.FromDays(2));
        _ = (await here.Suspends(id)).Required;
        var before = Assert.Single(await here.Rows<Deadline>());
        Assert.Equal(new DateOnly(2027, 1, 12), Clock.DayOf(before.Due));

        _ = (await here.House.Do<int>(Actor.System("test"), TakeInHolidays.Verb, act => TakeInHolidays.Run(act, new(
            2027, "国办发明电〔2026〕8号", TheHolidays.Of2027.Replace("1月9日（周六）上班。", "", StringComparison.Ordinal), 0), default))).Required;
        await here.House.RunJobs();
        var rests = Assert.Single(await here.Rows<Deadline>());
        Assert.Equal((before.Due, before.Calendar), (rests.Due, rests.Calendar));

        here.House.Machine.Advance(TimeSpan.FromDays(1));
        _ = (await here.Resumes(id)).Required;

        var runs = Assert.Single(await here.Rows<Deadline>());
        // Without 23 December; Monday 4 January is off: 22, 24, 25, 28–31, 5–8, 11–14.
        Assert.Equal(
            (new DateOnly(2027, 1, 14), false, "2026-03-05+2027@1"), (Clock.DayOf(runs.Due), runs.Provisional, runs.Calendar));
    }

    private static void Serving(House house) => house.Services = new ServiceCollection().AddSingleton(house.Databases)
        .AddSingleton(house.InForce).AddSingleton(house.Actions).AddSingleton(house.Clock).BuildServiceProvider();

    private static async Task Pass(House house, int days)
    {
        for (var day = 0; day < days; day++)
        {
            house.Machine.Advance(TimeSpan.FromDays(1));
            await house.RunJobs();
        }
    }
}
