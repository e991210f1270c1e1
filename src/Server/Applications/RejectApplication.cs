using Guanwei.Server.Actions;

namespace Guanwei.Server.Applications;

/// <summary>不予批准: it ends here, and the name is free again.</summary>
public static class RejectApplication
{
    public sealed record Request(ApplicationId Id, int Version, IReadOnlyList<string> Codes, string? Words);

    public static async Task<Outcome<string>> Run(Act act, Request request, CancellationToken cancel)
    {
        var said = Deciding.Words(request.Words, request.Codes);
        var (application, refusal) = await Deciding.Move(
            act, request.Id, request.Version, said, ReviewCodes.Against(said, ReviewCodes.ForRejection), cancel);
        if (application is null)
        {
            return refusal!;
        }
        await NameReservation.Free(act, application.ObjectId, cancel);
        act.TellApplicants(application, "application.rejected");
        return application.Number;
    }
}
