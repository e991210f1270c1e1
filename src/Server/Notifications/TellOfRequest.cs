using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Jobs;
using Guanwei.Server.People;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>
/// Tells the supervisors of the unit that the asker named; where it has none, those of the nearest unit above.
/// </summary>
public static class TellOfRequest
{
    private const string Supervisor = "supervisor";

    private sealed record Payload(AgencyRequestId Request);

    public static async Task<Refusal?> Run(Act act, Job job, CancellationToken cancel)
    {
        var id = job.Read<Payload>().Request;
        var asked = await act.Db.Set<AgencyRequest>().AsNoTracking().SingleAsync(x => x.Id == id, cancel);
        var today = act.Today;
        var hasOwn = await act.Db.Set<Appointment>().AnyAsync(
            x => x.AgencyId == asked.AgencyId && x.Role == Supervisor && x.From <= today && (x.To == null || today <= x.To), cancel);
        act.Tell(
            hasOwn ? Recipient.In(Supervisor, asked.AgencyId) : Recipient.Above(Supervisor, asked.AgencyId),
            "agency-request.waiting", AgencyRequest.Kind, id, arguments: [("agency", asked.Name)]);
        return null;
    }
}
