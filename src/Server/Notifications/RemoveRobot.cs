using Guanwei.Server.Actions;
using Guanwei.Server.Notifications.Doors;

namespace Guanwei.Server.Notifications;

/// <summary>Nothing of the actor's agency is posted there any more; its address is forgotten.</summary>
public static class RemoveRobot
{
    public const string Verb = "robot.remove";

    public static async Task<Outcome<bool>> Run(Act act, DoorKind door, CancellationToken cancel)
    {
        if (act.Actor.Agency is not { } agency
            || await act.Db.Set<AgencyRobot>().FindAsync([agency, door], cancel) is not { } robot)
        {
            return Refusals.NotFound();
        }
        act.Db.Remove(robot);
        act.About("agency", agency, agency);
        return true;
    }
}
