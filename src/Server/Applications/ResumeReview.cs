using System.Globalization;
using Guanwei.Server.Actions;
using Guanwei.Server.Time;

namespace Guanwei.Server.Applications;

/// <summary>恢复计时: the days that went by meanwhile do not count; the applicant is told the new last day.</summary>
public static class ResumeReview
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
        var running = await OpeningWorkflow.Running(act, application);
        var day = Clock.DayOf(running!.Due).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        act.TellApplicants(application, "application.resumed", ("day", day));
        return application.Number;
    }
}
