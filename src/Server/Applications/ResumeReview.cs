using System.Globalization;
using Guanwei.Server.Actions;
using Guanwei.Server.Time;
using Guanwei.Server.Workflows;

namespace Guanwei.Server.Applications;

/// <summary>恢复计时: the days that went by meanwhile do not count; the applicant is told the new last day.</summary>
public static class ResumeReview
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
        var running = await OpeningWorkflow.Running(act, application);
        var day = Clock.DayOf(running!.Due).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        act.TellApplicants(application, "application.resumed", ("day", day));
        return application.Number;
    }
}
