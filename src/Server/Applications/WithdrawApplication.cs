using Guanwei.Server.Actions;
using Guanwei.Server.Workflows;

namespace Guanwei.Server.Applications;

/// <summary>The agency takes its application back; the name is free again.</summary>
public static class WithdrawApplication
{
    public sealed record Request(ApplicationId Id, int Version, string? Words);

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
        await NameReservation.Free(act, application.ObjectId, cancel);
        act.TellReviewers(application, "application.withdrawn");
        return application.Number;
    }
}
