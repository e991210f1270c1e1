using System.Globalization;
using Guanwei.Rules;
using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Audit;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Notifications;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Accounts;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Texts = Guanwei.Server.Notifications.Texts;

namespace Guanwei.Server.Tests.Running;

public sealed class TheNotices
{
    private static readonly ObjectNames names = new ObjectNames().With("account", (_, _, _) => Task.FromResult<string?>("某县发布"));

    /// <summary>The sandbox's other side in the smallest: it keeps what it was handed.</summary>
    private sealed class Letterbox : IDoor
    {
        public List<DoorMessage> Letters { get; } = [];

        public DoorKind Kind => DoorKind.Mail;

        public Task<Delivery> Deliver(DoorMessage message, CancellationToken ct)
        {
            Letters.Add(message);
            return Task.FromResult<Delivery>(Delivered.Done);
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Reach_who_holds_the_role_today_the_nearest_above_and_nobody_else(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var province = await house.Agency("某省政务办");
        var city = await house.Agency("某市政务办", province);
        var county = await house.Agency("某县政务办", city);
        var above = await house.Person("supervisor", province, "省主管");
        var clerk = await house.Person("applicant", county, "县经办");
        await house.Person("applicant", city, "市经办");

        await Tell(house, act =>
        {
            act.Tell(Recipient.Above("supervisor", county.Id), "deadline.review.near", "agency", county.Id, arguments: [("day", "2026-12-01")]);
            act.Tell(Recipient.In("applicant", county.Id), "deadline.correction.near", "agency", county.Id);
        });
        await house.RunJobs();

        await using var db = house.Databases.OpenForSystem("test");
        var notices = await db.Set<Notice>().OrderBy(x => x.Code).ToListAsync();
        Assert.Equal([(clerk.Person, "deadline.correction.near"), (above.Person, "deadline.review.near")],
            notices.Select(x => (new PersonId?(x.PersonId), x.Code)));
    }

    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Fact]
    public async Task Told_together_leave_in_one_letter_and_a_flood_waits_for_the_summary()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var box = Open(house);
        var agency = await house.Agency("某县政务办");
        var clerk = await house.Person("applicant", agency);

        for (var i = 0; i < 3; i++)
        {
            await Tell(house, act => act.Tell(Recipient.Of(clerk.Person!.Value), "deadline.correction.near", "agency", agency.Id));
        }
        await Pass(house, TimeSpan.FromMinutes(3));
        Assert.Single(box.Letters);

        for (var letter = 0; letter < 12; letter++)
        {
            await Tell(house, act => act.Tell(Recipient.Of(clerk.Person!.Value), "deadline.correction.near", "agency", agency.Id));
            await Pass(house, TimeSpan.FromMinutes(3));
        }
        Assert.Equal(8, box.Letters.Count);

        await Tell(house, act => act.Tell(Recipient.Of(clerk.Person!.Value), "sign-in.new-place", "person", clerk.Person!.Value, Urgency.Urgent));
        await house.RunJobs();
        Assert.Equal(9, box.Letters.Count);
        await using var db = house.Databases.OpenForSystem("test");
        Assert.DoesNotContain(await db.Set<NoticeDelivery>().ToListAsync(), x => x.State is not DeliveryState.Sent);
    }

    [Fact]
    public async Task Muted_stay_in_the_house_unless_urgent()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var box = Open(house);
        var agency = await house.Agency("某县政务办");
        var clerk = await house.Person("applicant", agency);
        await house.Do<bool>(clerk, ChooseDoors.Verb, act => ChooseDoors.Run(act, new(Wish.Urgent, Wish.Nothing, null), default));

        await Tell(house, act => act.Tell(Recipient.Of(clerk.Person!.Value), "deadline.correction.near", "agency", agency.Id));
        await Pass(house, TimeSpan.FromMinutes(3));
        Assert.Empty(box.Letters);
        await Tell(house, act => act.Tell(Recipient.Of(clerk.Person!.Value), "sign-in.new-place", "person", clerk.Person!.Value, Urgency.Urgent));
        await house.RunJobs();

        Assert.Single(box.Letters);
        Assert.Equal(2, (await house.Do<int>(clerk, ReadNotices.Verb, act => ReadNotices.Run(act, new(null, null), default))).Required);
    }

    [Fact]
    public async Task Warn_of_a_deadline_once_for_each_mark()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        Open(house);
        house.Jobs.Every(WarnOfDeadlines.Period, WarnOfDeadlines.JobKind, WarnOfDeadlines.Naming(names));
        await house.NewLedger().PlantTimers(default);
        var agency = await house.Agency("某县政务办");
        await house.Person("applicant", agency);
        var now = house.Clock.Now;
        await Tell(house, act => act.Db.Add(new Deadline
        {
            Id = act.NewId<DeadlineId>(), AgencyId = agency.Id, ObjectKind = "account", ObjectId = Guid.CreateVersion7(now),
            Kind = "certificate", Rule = "x@1", Started = now, Calendar = "", Due = now.AddDays(100),
        }));

        var told = new List<int>();
        for (var day = 0; day <= 102; day++)
        {
            await Pass(house, TimeSpan.FromDays(1));
            await using var db = house.Databases.OpenForSystem("test");
            told.Add(await db.Set<Notice>().CountAsync());
        }

        Assert.Equal([9, 39, 69, 92], Enumerable.Range(1, told.Count - 1).Where(day => told[day] > told[day - 1]).Take(4));
        Assert.Equal(4, told[^1]);
    }

    [Fact]
    public async Task Warn_of_a_working_day_term_at_the_shares_that_the_rules_name()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        Open(house);
        house.Jobs.Every(WarnOfDeadlines.Period, WarnOfDeadlines.JobKind, WarnOfDeadlines.Naming(names));
        await house.NewLedger().PlantTimers(default);
        var agency = await house.Agency("某县政务办");
        await house.Person("applicant", agency);
        var now = house.Clock.Now;
        await Tell(house, act => act.Db.Add(new Deadline
        {
            Id = act.NewId<DeadlineId>(), AgencyId = agency.Id, ObjectKind = "application", ObjectId = Guid.CreateVersion7(now),
            Kind = "correction", Rule = "x@1", Started = now, Calendar = "", WorkingDays = 10, Due = now.AddDays(10),
        }));
        var shares = house.InForce.Current.Rules
            .OfInstallation("deadline.warning.percent", house.Clock.Today, Rules.Profile.Guide);

        var said = new List<string>();
        for (var day = 1; day <= 11; day++)
        {
            await Pass(house, TimeSpan.FromDays(1));
            await using var db = house.Databases.OpenForSystem("test");
            said.Add((await db.Set<Deadline>().SingleAsync()).Warned);
        }

        Assert.Equal(["", "50%", "50% 80%", "50% 80% 100%"], said.Distinct());
        Assert.Equal([5, 8, 10], Enumerable.Range(1, 10).Where(day => said[day] != said[day - 1]).Select(day => day + 1));
        Assert.Equal(said[^1].Split(' ').Order(StringComparer.Ordinal), shares.Set.Select(share => share + "%").Order(StringComparer.Ordinal));
        await using var last = house.Databases.OpenForSystem("test");
        Assert.Contains(await last.Set<AuditEntry>().ToListAsync(), x => x.Rules.Contains(shares.Rule.Ref.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reach_who_stands_in_for_the_holder_until_the_last_day_of_it()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var agency = await house.Agency("某县政务办");
        var holder = await house.Person("applicant", agency, "经办");
        var deputy = await house.Person("editor", agency, "代办");
        await house.Do<AppointmentId>(Actor.System("test"), Appoint.Verb, act => Appoint.Run(
            act, house.Roles,
            new(deputy.Person!.Value, "applicant", agency.Id, null, house.Clock.Today.AddDays(7), null, holder.Appointment), default));

        await Tell(house, act => act.Tell(Recipient.Of(holder.Person!.Value), "deadline.correction.near", "agency", agency.Id));
        await house.RunJobs();
        Assert.Equal([deputy.Person, holder.Person], (await Told(house)).OrderBy(x => x == holder.Person));
        house.Machine.Advance(TimeSpan.FromDays(8));
        await Tell(house, act => act.Tell(Recipient.Of(holder.Person!.Value), "deadline.correction.near", "agency", agency.Id));
        await house.RunJobs();

        Assert.Equal(3, (await Told(house)).Count);
        Assert.Single(await Told(house), x => x == deputy.Person);
    }

    [Fact]
    public async Task Cannot_leave_the_house_inside_a_transaction()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var doors = new DoorSettings();
        var smtp = new SmtpDoor(doors, house.Machine);
        var message = new DoorMessage("1", new Receiver("a@example.gov.cn"), "zh-CN", "", "", new Uri("http://127.0.0.1/"));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => house.Do<Delivery>(
            Actor.System("test"), "test.call", async act => (await smtp.Deliver(message, default)) is { } done ? done : throw new InvalidOperationException()));

        Assert.Contains("inside an action's transaction", error.Message, StringComparison.Ordinal);
    }

    private static async Task<List<PersonId?>> Told(House house)
    {
        await using var db = house.Databases.OpenForSystem("test");
        return await db.Set<Notice>().Select(x => (PersonId?)x.PersonId).ToListAsync();
    }

    /// <summary>The term ends with its last day, which is the next day's first instant: that day is not the one to be named.</summary>
    [Theory, MemberData(nameof(Both))]
    public async Task Say_of_a_certificate_which_accounts_it_is_and_its_last_day(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        Open(house);
        house.Jobs.Every(
            WarnOfDeadlines.Period, WarnOfDeadlines.JobKind, WarnOfDeadlines.Naming(new ObjectNames().With(Account.Kind, Account.NameOf)));
        await house.NewLedger().PlantTimers(default);
        var agency = await house.Agency("示例市民政局");
        await house.Person("applicant", agency);
        var certified = AnAccount.Certified(agency, "示例民政", AccountType.Service, house.Clock.Today);
        Assert.True((await AnAccount.Opens(house, certified)).Required != default);

        await Pass(house, TimeSpan.FromDays(360));

        await using var db = house.Databases.OpenForSystem("test");
        var day = certified.Term.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(
            $"账号“示例民政”的认证证书将于 {day} 到期，请办理年审。",
            Texts.Sentence(await db.Set<Notice>().SingleAsync(), CultureInfo.GetCultureInfo("zh-CN")));
    }

    private static Letterbox Open(House house)
    {
        var box = new Letterbox();
        house.Jobs.Handle(SendNotices.MailJob, SendNotices.ByMail);
        house.Services = new ServiceCollection()
            .AddSingleton<IDoor>(box).AddSingleton(house.Databases).AddSingleton(house.Clock).AddSingleton(house.InForce)
            .AddSingleton(house.Actions)
            .AddSingleton(new Server.Hosting.Site(
                new ConfigurationBuilder().AddInMemoryCollection([new("Site", "https://guanwei.example.gov.cn/")]).Build(), null!))
            .BuildServiceProvider();
        return box;
    }

    private static async Task Pass(House house, TimeSpan time)
    {
        await house.RunJobs();
        house.Machine.Advance(time);
        await house.RunJobs();
    }

    private static async Task Tell(House house, Action<Act> tell) => Assert.True((await house.Do<bool>(Actor.System("test"), "test.tell", act =>
    {
        tell(act);
        return Task.FromResult<Outcome<bool>>(true);
    })).Required);
}
