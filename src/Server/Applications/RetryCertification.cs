using Guanwei.Server.Actions;
using Guanwei.Server.Workflows;

namespace Guanwei.Server.Applications;

/// <summary>What stood in the way is mended; the agency has started the certification again.</summary>
public static class RetryCertification
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
        var tooLong = Refusal.Of(Editing.TooLong("certification", "words", words, Editing.Paragraph));
        if (tooLong.Reasons.Count > 0)
        {
            return tooLong;
        }
        return await OpeningWorkflow.Table.Make(act, application, request.Version, new Said([], words), cancel) is { } refusal
            ? refusal
            : application.Number;
    }
}
