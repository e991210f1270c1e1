using Guanwei.Server.Actions;

namespace Guanwei.Server.Applications;

/// <summary>退回补正: the agency corrects what the codes name and submits again; the name stays reserved.</summary>
public static class ReturnApplication
{
    public sealed record Request(ApplicationId Id, int Version, IReadOnlyList<string> Codes, string? Words);

    public static async Task<Outcome<string>> Run(Act act, Request request, CancellationToken cancel)
    {
        var said = Deciding.Words(request.Words, request.Codes);
        var (application, refusal) = await Deciding.Move(
            act, request.Id, request.Version, said, ReviewCodes.Against(said, ReviewCodes.ForReturn), cancel);
        if (application is null)
        {
            return refusal!;
        }
        act.TellApplicants(application, "application.returned");
        return application.Number;
    }
}
