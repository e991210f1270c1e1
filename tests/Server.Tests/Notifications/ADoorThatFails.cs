extern alias sandbox;

using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications;
using Guanwei.Server.Notifications.Doors;
using sandbox::Guanwei.Sandbox;
using static Guanwei.Server.Tests.Notifications.ToldOutside;

namespace Guanwei.Server.Tests.Notifications;

/// <summary>
/// Notices that the other side refuses, or takes without a word: the real doors, and the sandbox behind them.
/// </summary>
public sealed class ADoorThatFails(HostWithSandbox outside) : IClassFixture<HostWithSandbox>
{
    private readonly InProcessSandbox _sandbox = outside.Sandbox;

    [Theory]
    [InlineData(FaultKind.ServerError, "http_500")]
    [InlineData(FaultKind.TooManyRequests, "http_429")]
    [InlineData(FaultKind.RateLimited, "rate_limited")]
    public async Task Are_tried_again_when_the_other_side_has_a_bad_hour(FaultKind fault, string code)
    {
        await using var house = await Open(outside.Host);
        var (agency, clerk) = await Clerk(house, Wish.All);
        await Robot(house, clerk, DoorKind.DingTalk, _sandbox.DingTalkRobot, _sandbox.Secrets.DingTalkSecret);
        await Pass(house, TimeSpan.Zero);
        _sandbox.Fails("sms", fault);
        _sandbox.Fails("dingtalk", fault);

        await Tell(house, Recipient.In("applicant", agency.Id), agency);
        await house.RunJobs();
        Assert.Contains(await Deliveries(house), x => (x.Door, x.State, x.Code) == (DoorKind.DingTalk, DeliveryState.Waiting, code));
        await Pass(house, TimeSpan.FromMinutes(2));
        Assert.Contains(await Deliveries(house), x => (x.Door, x.State, x.Code) == (DoorKind.Sms, DeliveryState.Waiting, code));
        await Pass(house, TimeSpan.FromMinutes(15));

        Assert.All(await Deliveries(house), x => Assert.Equal((DeliveryState.Sent, null), (x.State, x.Code)));
    }

    [Theory]
    [InlineData("sms", "signature_refused")]
    [InlineData("dingtalk", "signature_refused")]
    [InlineData("wecom", "robot_unknown")]
    public async Task Refused_for_their_key_wait_for_a_person_who_mends_it(string side, string code)
    {
        await using var house = await Open(outside.Host);
        var (agency, clerk) = await Clerk(house, Wish.All);
        await Robot(house, clerk, DoorKind.WeCom, _sandbox.WeComRobot);
        await Robot(house, clerk, DoorKind.DingTalk, _sandbox.DingTalkRobot, _sandbox.Secrets.DingTalkSecret);
        await Pass(house, TimeSpan.Zero);
        _sandbox.Fails(side, FaultKind.BadSignature);

        await Tell(house, Recipient.In("applicant", agency.Id), agency);
        await Pass(house, TimeSpan.FromMinutes(3));

        var failed = Assert.Single(await Deliveries(house), x => x.State is not DeliveryState.Sent);
        Assert.Equal((DeliveryState.Failed, code), (failed.State, failed.Code));
        var dead = Assert.Single(await InState(house, JobState.Dead));
        Assert.Equal(code, dead.LastError);
        await house.Do<JobId>(Actor.System("test"), DecideJob.RetryVerb, act => DecideJob.Retry(act, dead.Id, default));
        await Pass(house, TimeSpan.Zero);
        Assert.All(await Deliveries(house), x => Assert.Equal(DeliveryState.Sent, x.State));
    }

    [Fact]
    public async Task Taken_by_a_group_without_an_answer_are_not_said_twice_unless_a_person_says_so()
    {
        await using var impatient = HostWithSandbox.HostFor(_sandbox, patience: "00:00:02");
        await using var house = await Open(impatient);
        var (agency, clerk) = await Clerk(house, Wish.Nothing);
        await Robot(house, clerk, DoorKind.WeCom, _sandbox.WeComRobot);
        await Pass(house, TimeSpan.Zero);
        _sandbox.Fails("wecom", FaultKind.AcceptThenHang);
        var before = _sandbox.Calls.Count;

        await Tell(house, Recipient.In("applicant", agency.Id), agency);
        await Pass(house, TimeSpan.FromMinutes(3));
        await Pass(house, TimeSpan.FromHours(3));

        Assert.Single(_sandbox.Calls.Skip(before));
        var unsure = Assert.Single(await Deliveries(house), x => x.Door is DoorKind.WeCom);
        Assert.Equal((DeliveryState.Unsure, "no_answer"), (unsure.State, unsure.Code));
        var doubtful = Assert.Single(await InState(house, JobState.InDoubt));
        await house.Do<JobId>(Actor.System("test"), DecideJob.RetryVerb, act => DecideJob.Retry(act, doubtful.Id, default));
        await Pass(house, TimeSpan.Zero);
        Assert.Equal(2, _sandbox.Calls.Skip(before).Count(x => x.Accepted));
        Assert.Equal(DeliveryState.Sent, Assert.Single(await Deliveries(house), x => x.Door is DoorKind.WeCom).State);
    }

    [Fact]
    public async Task Taken_by_the_gateway_without_an_answer_reach_the_phone_once()
    {
        await using var house = await Open(outside.Host);
        var (agency, _) = await Clerk(house, Wish.All);
        _sandbox.Fails("sms", FaultKind.AcceptThenHang, milliseconds: 50);
        var before = _sandbox.Calls.Count;

        await Tell(house, Recipient.In("applicant", agency.Id), agency);
        await Pass(house, TimeSpan.FromMinutes(3));
        await Pass(house, TimeSpan.FromMinutes(3));

        Assert.Equal(2, _sandbox.Calls.Skip(before).Count());
        Assert.Single(_sandbox.Calls.Skip(before), x => x.Accepted);
        Assert.Equal(DeliveryState.Sent, Assert.Single(await Deliveries(house), x => x.Door is DoorKind.Sms).State);
    }
}
