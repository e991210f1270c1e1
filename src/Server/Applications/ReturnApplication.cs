using Guanwei.Server.Actions;
using Guanwei.Server.Workflows;

namespace Guanwei.Server.Applications;

/// <summary>退回补正: the agency corrects what the codes name and submits again; the name stays reserved.</summary>
public static class ReturnApplication
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
        var unsaid = Refusal.Of(ReviewCodes.Against(said, ReviewCodes.ForReturn));
        if (unsaid.Reasons.Count > 0)
        {
            return unsaid;
        }
        if (await OpeningWorkflow.Table.Make(act, application, request.Version, said, cancel) is { } refusal)
        {
            return refusal;
        }
        act.TellApplicants(application, "application.returned");
        return application.Number;
    }
}
