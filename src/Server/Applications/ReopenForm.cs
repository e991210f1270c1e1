using Guanwei.Server.Actions;

namespace Guanwei.Server.Applications;

/// <summary>
/// The cause of a failed certification concerns what was approved: the form is open again, and what comes of it is
/// reviewed and approved anew. The name stays reserved.
/// </summary>
public static class ReopenForm
{
    public sealed record Request(ApplicationId Id, int Version, string? Words);

    public static async Task<Outcome<string>> Run(Act act, Request request, CancellationToken cancel)
    {
        var found = await Editing.Find(act, request.Id, cancel);
        var failed = found is null ? null : await FailedCertification.Of(act, found, cancel);
        var said = Deciding.Words(request.Words, failed is null ? [] : [failed.Failed.Code]);
        var (application, refusal) = await Deciding.Move(
            act, request.Id, request.Version, said, Deciding.TooLong("certification", said), cancel);
        if (application is null)
        {
            return refusal!;
        }
        act.TellReviewers(application, "application.reopened");
        return application.Number;
    }
}
