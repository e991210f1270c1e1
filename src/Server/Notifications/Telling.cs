using System.Globalization;
using Guanwei.Server.Actions;

namespace Guanwei.Server.Notifications;

/// <summary>What is told, as it stands in the job: codes and ids only.</summary>
public sealed record Told(
    Recipient To, string Code, Dictionary<string, string> Arguments, string ObjectKind, string ObjectId, Urgency Urgency);

public static class Telling
{
    public const string JobKind = "notice.tell";

    /// <summary>
    /// Leaves a notice in this action's transaction. The code names a sentence in Notifications/Texts.resx; its
    /// arguments are numbers, days and names of accounts or agencies, never personal data: notices leave the house by
    /// mail.
    /// </summary>
    public static void Tell(
        this Act act, Recipient to, string code, string objectKind, object objectId, Urgency urgency = Urgency.Routine,
        params IEnumerable<(string Name, object Value)> arguments)
    {
        var id = objectId.ToString()!;
        var values = arguments.ToDictionary(x => x.Name, x => Convert.ToString(x.Value, CultureInfo.InvariantCulture) ?? "");
        act.Enqueue(JobKind, new Told(to, code, values, objectKind, id, urgency), job =>
        {
            (job.ObjectKind, job.ObjectId) = (objectKind, id);
            job.AgencyId = to.Agency ?? job.AgencyId;
        });
    }
}
