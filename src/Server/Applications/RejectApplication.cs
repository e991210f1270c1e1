using Guanwei.Server.Actions;
using Guanwei.Server.Workflows;

namespace Guanwei.Server.Applications;

/// <summary>不予批准: it ends here, and the name is free again.</summary>
public static class RejectApplication
{
    public sealed record Request(ApplicationId Id, int Version, IReadOnlyList<string> Codes, string? Words);

    public static async Task<Outcome<string>> Run(Act act, Request request, CancellationToken cancel)
    {
        var application = await Editing.Find(act, request.Id, cancel);
        if (application is null)
        {
            return Refusals.NotFound();
        }
        var said = new Said(request.Codes, Editing.Trimmed(request.Words) ?? "");
        var unsaid = Refusal.Of(ReviewCodes.Against(said, ReviewCodes.ForRejection));
        if (unsaid.Reasons.Count > 0)
        {
            return unsaid;
        }
        if (await OpeningWorkflow.Table.Make(act, application, request.Version, said, cancel) is { } refusal)
        {
            return refusal;
        }
        await NameReservation.Free(act, application.ObjectId, cancel);
        act.TellApplicants(application, "application.rejected");
        return application.Number;
    }
}
