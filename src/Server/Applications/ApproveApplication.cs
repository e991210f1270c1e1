using Guanwei.Server.Actions;
using Guanwei.Server.Notifications;
using Guanwei.Server.Storage;

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
        if (request.ThirdParty is { } third)
        {
            (application.ThirdParty, application.ThirdPartyName) = (third.Appointment, third.Name);
            act.Db.Add(new Assignment { ObjectId = application.ObjectId, AppointmentId = third.Appointment, AssignedAt = act.Now });
            act.Tell(Recipient.Of(third.Person), application, "application.charged");
        }
        act.TellApplicants(application, "application.approved");
        return application.Number;
    }
}
