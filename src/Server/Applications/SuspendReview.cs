using Guanwei.Server.Actions;
using Guanwei.Server.Workflows;

namespace Guanwei.Server.Applications;

/// <summary>中止计时: the review stays with the agency above, but its days do not count until it resumes or decides.</summary>
public static class SuspendReview
{
    public sealed record Request(ApplicationId Id, int Version, string? Reason, string? Words);

    public static async Task<Outcome<string>> Run(Act act, Request request, CancellationToken cancel)
    {
        var application = await Editing.Find(act, request.Id, cancel);
        if (application is null)
        {
            return Refusals.NotFound();
        }
        var words = Editing.Trimmed(request.Words) ?? "";
        var unsaid = Refusal.Of(ReviewCodes.AgainstSuspending(request.Reason, words));
        if (unsaid.Reasons.Count > 0)
        {
            return unsaid;
        }
        if (await OpeningWorkflow.Table.Make(act, application, request.Version, new Said([request.Reason!], words), cancel) is { } refusal)
        {
            return refusal;
        }
        act.TellApplicants(application, "application.suspended");
        return application.Number;
    }
}
