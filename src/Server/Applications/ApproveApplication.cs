using Guanwei.Server.Actions;
using Guanwei.Server.Notifications;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// The agency above agrees to the opening. Now WeChat certifies it; who records the outcome is the applying agency, or
/// the third party that the approval names.
/// </summary>
public static class ApproveApplication
{
    public sealed record Request(ApplicationId Id, int Version, string? Words, ThirdParty? ThirdParty);

    public static async Task<Outcome<string>> Run(Act act, Request request, CancellationToken cancel)
    {
        var said = Deciding.Words(request.Words);
        var (application, refusal) = await Deciding.Move(
            act, request.Id, request.Version, said, Deciding.TooLong("decision", said), cancel);
        if (application is null)
        {
            return refusal!;
        }
        await Charge(act, application, request.ThirdParty, cancel);
        act.TellApplicants(application, "application.approved");
        return application.Number;
    }
    /// <summary>Approved again after a failed certification, it may be another third party's, or nobody's any more.</summary>
    private static async Task Charge(
        Act act, OpeningApplication application, ThirdParty? third, CancellationToken cancel)
    {
        var charged = await act.Db.Set<Assignment>().Where(x => x.ObjectId == application.ObjectId).ToListAsync(cancel);
        act.Db.RemoveRange(charged.Where(x => x.AppointmentId != third?.Appointment));
        (application.ThirdParty, application.ThirdPartyName) = (third?.Appointment, third?.Name);
        if (third is null)
        {
            return;
        }
        if (!charged.Exists(x => x.AppointmentId == third.Appointment))
        {
            act.Db.Add(new Assignment { ObjectId = application.ObjectId, AppointmentId = third.Appointment, AssignedAt = act.Now });
        }
        act.Tell(Recipient.Of(third.Person), application, "application.charged");
    }
}
