using Guanwei.Server.Actions;
using Guanwei.Server.Notifications;
using Guanwei.Server.Storage;
using Guanwei.Server.Workflows;

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
        var application = await Editing.Find(act, request.Id, cancel);
        if (application is null)
        {
            return Refusals.NotFound();
        }
        var words = Editing.Trimmed(request.Words) ?? "";
        var tooLong = Refusal.Of(Editing.TooLong("decision", "words", words, Editing.Paragraph));
        if (tooLong.Reasons.Count > 0)
        {
            return tooLong;
        }
        if (await OpeningWorkflow.Table.Make(act, application, request.Version, new Said([], words), cancel) is { } refusal)
        {
            return refusal;
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
