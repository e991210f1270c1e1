extern alias sandbox;

using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using static Guanwei.Server.Tests.Notifications.ToldOutside;

namespace Guanwei.Server.Tests.Notifications;

/// <summary>
/// Notices on their way to telephones, groups and mailboxes: the real doors, and the sandbox behind them.
/// </summary>
public sealed class OutOfTheHouse(HostWithSandbox outside) : IClassFixture<HostWithSandbox>
{
    private readonly InProcessSandbox _sandbox = outside.Sandbox;

    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Go_to_the_persons_phone_and_the_agencys_groups_and_say_beside_the_notice_how_they_fared(DatabaseKind kind)
    {
        await using var house = await Open(outside.Host, kind);
        var (agency, clerk) = await Clerk(house, Wish.All);
        await Robot(house, clerk, DoorKind.WeCom, _sandbox.WeComRobot);
        await Robot(house, clerk, DoorKind.DingTalk, _sandbox.DingTalkRobot, _sandbox.Secrets.DingTalkSecret);
        await Pass(house, TimeSpan.Zero);
        var before = _sandbox.Calls.Count;

        await Tell(house, Recipient.In("applicant", agency.Id), agency);
        await Pass(house, TimeSpan.FromMinutes(3));

        var calls = _sandbox.Calls.Skip(before).ToList();
        Assert.Equal(["dingtalk", "sms", "wecom"], calls.Select(x => x.Side).Order(StringComparer.Ordinal));
        Assert.All(calls, call => Assert.True(call.Accepted));
        Assert.All(calls, call => Assert.Contains("补正期限将于 2026-12-01 届满", call.Body, StringComparison.Ordinal));
        Assert.All(calls, call => Assert.DoesNotContain(clerk.Name, call.Body, StringComparison.Ordinal));
        Assert.Contains(Phone, calls.Single(x => x.Side == "sms").Body, StringComparison.Ordinal);
        Assert.Equal(
            [DoorKind.DingTalk, DoorKind.Mail, DoorKind.Sms, DoorKind.WeCom],
            (await Deliveries(house)).Where(x => x is { State: DeliveryState.Sent, At: not null }).Select(x => x.Door)
                .OrderBy(x => x.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Keep_number_and_address_sealed()
    {
        await using var house = await Open(outside.Host);
        var (_, clerk) = await Clerk(house, Wish.All);
        await Robot(house, clerk, DoorKind.WeCom, _sandbox.WeComRobot);

        await using var db = house.Databases.OpenForSystem("test");
        var (person, robot) = (await db.Set<Person>().SingleAsync(), await db.Set<AgencyRobot>().SingleAsync());
        Assert.Equal(-1, person.Phone.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Phone)));
        Assert.Equal(-1, robot.Address.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(_sandbox.Secrets.WeComKey)));
        Assert.Equal(_sandbox.WeComRobot, robot.Open(house.InForce.Current.Keys).Address);
        Assert.DoesNotContain(await db.Set<Job>().ToListAsync(), x => x.Payload.Contains(_sandbox.Secrets.WeComKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ring_no_telephone_at_night_unless_they_are_urgent()
    {
        await using var house = await Open(outside.Host);
        var (agency, _) = await Clerk(house, Wish.All);
        house.Machine.Advance(TimeSpan.FromHours(12.5)); // 22:30 in Beijing
        var before = _sandbox.Calls.Count;

        await Tell(house, Recipient.In("applicant", agency.Id), agency);
        await Pass(house, TimeSpan.FromHours(9));
        Assert.Empty(_sandbox.Calls.Skip(before));
        await Pass(house, TimeSpan.FromMinutes(30));
        Assert.Single(_sandbox.Calls.Skip(before));

        house.Machine.Advance(TimeSpan.FromHours(16));
        await Tell(house, Recipient.In("applicant", agency.Id), agency, Urgency.Urgent);
        await Pass(house, TimeSpan.Zero);
        Assert.Equal(2, _sandbox.Calls.Skip(before).Count());
    }

    [Fact]
    public async Task Too_many_for_one_day_come_as_one_summary_the_next_morning()
    {
        await using var house = await Open(outside.Host);
        house.Jobs.Every(DailySummary.Period, DailySummary.JobKind, DailySummary.Run);
        await house.NewLedger().PlantTimers(default);
        var (agency, clerk) = await Clerk(house, Wish.All);
        var before = _sandbox.Calls.Count;
        for (var n = 0; n < 11; n++)
        {
            await Tell(house, Recipient.Of(clerk.Person!.Value), agency);
            await Pass(house, TimeSpan.FromMinutes(3));
        }
        Assert.Equal(8, _sandbox.Calls.Skip(before).Count());
        Assert.Equal(6, (await Deliveries(house)).Count(x => x.State is DeliveryState.Waiting));

        await Pass(house, TimeSpan.FromHours(21)); // 7:33 in Beijing
        Assert.Equal(8, _sandbox.Calls.Skip(before).Count());
        await Pass(house, TimeSpan.FromHours(1));

        Assert.Equal(9, _sandbox.Calls.Skip(before).Count());
        Assert.Contains("您有 3 条新通知", _sandbox.Calls[^1].Body, StringComparison.Ordinal);
        Assert.All(await Deliveries(house), x => Assert.Equal(DeliveryState.Sent, x.State));
        await Pass(house, TimeSpan.FromDays(2));
        Assert.Equal(9, _sandbox.Calls.Skip(before).Count());
    }

    [Fact]
    public async Task Read_in_time_stay_in_the_house()
    {
        await using var house = await Open(outside.Host);
        var (agency, clerk) = await Clerk(house, Wish.All);
        var before = _sandbox.Calls.Count;
        await Tell(house, Recipient.In("applicant", agency.Id), agency);
        await house.RunJobs();
        await house.Do<int>(clerk, ReadNotices.Verb, act => ReadNotices.Run(act, new(null, null), default));
        await Pass(house, TimeSpan.FromMinutes(3));

        Assert.Empty(_sandbox.Calls.Skip(before));
        Assert.All(await Deliveries(house), x => Assert.Equal(DeliveryState.NotNeeded, x.State));
    }

    [Fact]
    public async Task Reach_a_group_only_while_the_agency_wants_it_and_a_phone_only_while_its_owner_does()
    {
        await using var house = await Open(outside.Host);
        var (agency, clerk) = await Clerk(house, Wish.All);
        await Robot(house, clerk, DoorKind.WeCom, _sandbox.WeComRobot);
        await Pass(house, TimeSpan.Zero);
        var before = _sandbox.Calls.Count;
        await Tell(house, Recipient.In("applicant", agency.Id), agency, Urgency.Soon);
        Assert.True((await house.Do<bool>(clerk, RemoveRobot.Verb, act => RemoveRobot.Run(act, DoorKind.WeCom, default))).Required);
        Assert.True((await Choose(house, clerk, Wish.Nothing, null)).Required);
        await Pass(house, TimeSpan.FromMinutes(3));

        Assert.Empty(_sandbox.Calls.Skip(before));
        await using var db = house.Databases.OpenForSystem("test");
        Assert.Null((await db.Set<Person>().SingleAsync()).Phone);
    }

    [Theory]
    [InlineData(DoorKind.WeCom, "https://qyapi.weixin.qq.com.example/cgi-bin/webhook/send?key=1", null, "ROBOT_ADDRESS_WRONG")]
    [InlineData(DoorKind.DingTalk, "WECOM", null, "ROBOT_ADDRESS_WRONG")]
    [InlineData(DoorKind.Sms, "WECOM", null, "ROBOT_ADDRESS_WRONG")]
    [InlineData(DoorKind.WeCom, "WECOM", "SEC1", "ROBOT_SECRET_WRONG")]
    public async Task Take_no_address_that_leads_elsewhere(DoorKind door, string address, string? secret, string code)
    {
        await using var house = await Open(outside.Host);
        var (_, clerk) = await Clerk(house, Wish.Nothing);

        var refused = Assert.IsType<Outcome<bool>.Refused>(await SetsRobot(
            house, clerk, door, address.Replace("WECOM", _sandbox.WeComRobot, StringComparison.Ordinal), secret));

        Assert.Equal([code], refused.Reasons.Select(x => x.Code));
    }
}
