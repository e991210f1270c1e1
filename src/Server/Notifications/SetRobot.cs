using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Notifications.Doors;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>
/// The actor's agency gets a robot, or a new address for it; a greeting in the group shows whether it works.
/// </summary>
public static class SetRobot
{
    public const string Verb = "robot.set";

    public const string Greeting = "robot.greeting";

    private const int LongestSecret = 200;

    public sealed record Request(DoorKind Door, string? Address, string? Secret);

    public static async Task<Outcome<bool>> Run(Act act, DoorSettings doors, Request request, CancellationToken cancel)
    {
        if (act.Actor.Agency is not { } id)
        {
            return Refusals.NotFound();
        }
        var (address, secret) = (request.Address?.Trim() ?? "", request.Secret?.Trim() ?? "");
        var reasons = Check(doors, request.Door, address, secret).ToList();
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        var agency = await act.Db.Set<Agency>().SingleAsync(x => x.Id == id, cancel);
        var robot = await act.Db.Set<AgencyRobot>().FindAsync([id, request.Door], cancel);
        if (robot is null)
        {
            robot = new AgencyRobot { AgencyId = id, Door = request.Door, SetAt = act.Now };
            act.Db.Add(robot);
        }
        robot.Seal(act.InForce.Keys, address, secret.Length == 0 ? null : secret);
        (robot.SetAt, robot.LastState, robot.LastAt, robot.LastCode) = (act.Now, DeliveryState.Waiting, null, null);
        PostToRobot.Enqueue(act, robot, new Told(
            Recipient.In(act.Actor.Role!, id), Greeting, new() { ["agency"] = agency.Name }, "agency", id.ToString(), Urgency.Urgent), told: null);
        act.About("agency", id, id);
        return true;
    }

    private static IEnumerable<Reason> Check(DoorSettings doors, DoorKind door, string address, string secret)
    {
        var known = door switch
        {
            DoorKind.WeCom => WeComDoor.Reads(address, doors),
            DoorKind.DingTalk => DingTalkDoor.Reads(address, doors),
            _ => false,
        };
        if (!known)
        {
            yield return Refusals.Because("ROBOT_ADDRESS_WRONG", new Place("robot", "address"));
        }
        if (secret.Length > LongestSecret || (secret.Length > 0 && door is not DoorKind.DingTalk))
        {
            yield return Refusals.Because("ROBOT_SECRET_WRONG", new Place("robot", "secret"));
        }
    }
}
