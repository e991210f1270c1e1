using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Notifications;

/// <summary>A house with the real doors, a clerk with a telephone, and what they tell one another.</summary>
internal static class ToldOutside
{
    public const string Phone = "13800138000";
    private const string Code = "deadline.correction.near";

    public static async Task<House> Open(GuanweiHost host, DatabaseKind kind = DatabaseKind.Sqlite)
    {
        var house = await House.On(kind);
        house.Jobs.Handle(SendNotices.MailJob, SendNotices.ByMail).Handle(SendNotices.SmsJob, SendNotices.BySms)
            .Handle(PostToRobot.JobKind, PostToRobot.Run);
        var services = new ServiceCollection()
            .AddSingleton(house.Databases).AddSingleton(house.Clock).AddSingleton(house.InForce).AddSingleton(house.Actions)
            .AddSingleton(host.Services.GetRequiredService<DoorSettings>())
            .AddSingleton(new Server.Hosting.Site(
                new ConfigurationBuilder().AddInMemoryCollection([new("Site", "https://guanwei.example.gov.cn/")]).Build(), null!));
        foreach (var door in host.Services.GetServices<IDoor>())
        {
            services.AddSingleton(door);
        }
        house.Services = services.BuildServiceProvider();
        return house;
    }

    public static async Task<(Agency Agency, Actor Clerk)> Clerk(House house, Wish sms)
    {
        var agency = await house.Agency("某县政务办");
        var clerk = await house.Person("applicant", agency);
        Assert.True((await Choose(house, clerk, sms, sms is Wish.Nothing ? null : Phone)).Required);
        return (agency, clerk);
    }

    public static Task<Outcome<bool>> Choose(House house, Actor who, Wish sms, string? phone) =>
        house.Do<bool>(who, ChooseDoors.Verb, act => ChooseDoors.Run(act, new(Wish.All, sms, phone), default));

    public static Task<Outcome<bool>> SetsRobot(House house, Actor who, DoorKind door, string address, string? secret) =>
        house.Do<bool>(who, SetRobot.Verb, act => SetRobot.Run(
            act, house.Services.GetRequiredService<DoorSettings>(), new(door, address, secret), default));

    public static async Task Robot(House house, Actor who, DoorKind door, string address, string? secret = null) =>
        Assert.True((await SetsRobot(house, who, door, address, secret)).Required);

    public static async Task Tell(House house, Recipient to, Agency agency, Urgency urgency = Urgency.Routine) =>
        Assert.True((await house.Do<bool>(Actor.System("test"), "test.tell", act =>
        {
            act.Tell(to, Code, "agency", agency.Id, urgency, ("day", "2026-12-01"));
            return Task.FromResult<Outcome<bool>>(true);
        })).Required);

    public static async Task Pass(House house, TimeSpan time)
    {
        await house.RunJobs();
        house.Machine.Advance(time);
        await house.RunJobs();
    }

    public static async Task<List<NoticeDelivery>> Deliveries(House house)
    {
        await using var db = house.Databases.OpenForSystem("test");
        return await db.Set<NoticeDelivery>().AsNoTracking().ToListAsync();
    }

    public static async Task<List<Job>> InState(House house, JobState state)
    {
        await using var db = house.Databases.OpenForSystem("test");
        return await db.Set<Job>().AsNoTracking().Where(x => x.State == state).ToListAsync();
    }
}
