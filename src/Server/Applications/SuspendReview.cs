using Guanwei.Server.Actions;

namespace Guanwei.Server.Applications;

/// <summary>中止计时: the review stays with the agency above, but its days do not count until it resumes or decides.</summary>
public static class SuspendReview
{
    public sealed record Request(ApplicationId Id, int Version, string? Reason, string? Words);

    public static async Task<Outcome<string>> Run(Act act, Request request, CancellationToken cancel)
    {
        var said = Deciding.Words(request.Words, request.Reason ?? "");
        var (application, refusal) = await Deciding.Move(
            act, request.Id, request.Version, said, ReviewCodes.AgainstSuspending(request.Reason, said.Words), cancel);
        if (application is null)
        {
            return refusal!;
        }
        act.TellApplicants(application, "application.suspended");
        return application.Number;
    }
}
