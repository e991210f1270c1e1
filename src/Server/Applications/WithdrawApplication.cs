using Guanwei.Server.Actions;

namespace Guanwei.Server.Applications;

/// <summary>The agency takes its application back; the name is free again.</summary>
public static class WithdrawApplication
{
    public sealed record Request(ApplicationId Id, int Version, string? Words);

    public static async Task<Outcome<string>> Run(Act act, Request request, CancellationToken cancel)
    {
        var said = Deciding.Words(request.Words);
        var (application, refusal) = await Deciding.Move(
            act, request.Id, request.Version, said, Deciding.TooLong("decision", said), cancel);
        if (application is null)
        {
            return refusal!;
        }
        await NameReservation.Free(act, application.ObjectId, cancel);
        act.TellReviewers(application, "application.withdrawn");
        return application.Number;
    }
}
