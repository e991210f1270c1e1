using Guanwei.Server.Actions;

namespace Guanwei.Server.Applications;

/// <summary>
/// What stood in the way is mended; the agency has started the certification again, where the rules allow it for the
/// cause of the failure.
/// </summary>
public static class RetryCertification
{
    public sealed record Request(ApplicationId Id, int Version, string? Words);

    public static async Task<Outcome<string>> Run(Act act, Request request, CancellationToken cancel)
    {
        var said = Deciding.Words(request.Words);
        var (application, refusal) = await Deciding.Move(
            act, request.Id, request.Version, said, Deciding.TooLong("certification", said), cancel);
        return application is null ? refusal! : application.Number;
    }
}
