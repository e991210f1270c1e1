using System.Globalization;
using Guanwei.Server.Agencies;
using Guanwei.Server.Hosting;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Words = Guanwei.Server.Agencies.Texts;

namespace Guanwei.Server.Notifications;

/// <summary>
/// Mails the supervisor's words to somebody whose unit was not taken in: they have no sign-in to read them with.
/// </summary>
public static class AnswerRequest
{
    private sealed record Payload(AgencyRequestId Request);

    public static async Task<JobEnd> Run(JobRun run, CancellationToken cancel)
    {
        var id = run.Payload<Payload>().Request;
        await using var db = run.Services.GetRequiredService<Databases>().OpenForSystem("mail to who asked for an agency");
        var asked = await db.Set<AgencyRequest>().AsNoTracking().SingleAsync(x => x.Id == id, cancel);
        var door = run.Services.GetServices<IDoor>().Single(x => x.Kind is DoorKind.Mail);
        return (await door.Deliver(Letter(run, asked), cancel)).AsEnd();
    }

    private static DoorMessage Letter(JobRun run, AgencyRequest asked)
    {
        var language = CultureInfo.GetCultureInfo(asked.Language);
        return new DoorMessage(
            run.Job.Id.ToString(), new Receiver(asked.ContactEmail), asked.Language,
            Words.In(language, "Mail.Refused.Subject", asked.Number),
            Words.In(language, "Mail.Refused.Text", asked.Number, asked.Name, asked.Words),
            new Uri(run.Services.GetRequiredService<Site>().Address, Ui.Paths.AskForAgency));
    }
}
