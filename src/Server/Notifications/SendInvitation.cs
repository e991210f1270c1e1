using System.Globalization;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Hosting;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;
using Words = Guanwei.Server.People.Texts;

namespace Guanwei.Server.Notifications;

/// <summary>Mails an invitation its link. A repetition carries the same link and the same message id.</summary>
public static class SendInvitation
{
    private static readonly CultureInfo[] languages = [CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en")];

    public static async Task<JobEnd> Run(JobRun run, CancellationToken cancel)
    {
        var services = run.Services;
        var id = run.Payload<InvitePerson.Mail>().Id;
        await using var db = services.GetRequiredService<Databases>().OpenForSystem("mail of an invitation");
        var invitation = await db.Set<Invitation>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancel);
        if (invitation?.MailDigest is null
            || invitation.StateAt(services.GetRequiredService<Clock>().Machine) is not InvitationState.Open)
        {
            return JobEnd.Ok;
        }
        var keys = services.GetRequiredService<InForceSource>().Current.Keys;
        if (InvitationLink.Token(keys, run.Job.Id, invitation.MailDigest) is not { } token)
        {
            return new JobEnd.Dead("link-key-gone");
        }
        var office = await db.Set<Agency>().Where(x => x.Id == invitation.AgencyId).Select(x => x.Name)
            .SingleOrDefaultAsync(cancel);
        var mail = services.GetServices<IDoor>().Single(door => door.Kind is DoorKind.Mail);
        await run.Intend("mail", cancel);
        return (await mail.Deliver(Write(invitation, token, office, services), cancel)).AsEnd();
    }

    private static DoorMessage Write(Invitation invitation, string token, string? office, IServiceProvider services)
    {
        // The receiver's language is not known yet: the mail says both.
        var both = languages.Select(language => Words.In(
            language, "Invitation.Mail", office ?? Words.In(language, "Office.Installation"),
            Words.In(language, $"Role.{invitation.Role}"), Day(invitation.ExpiresAt)));
        return new DoorMessage(
            invitation.Id.ToString(), new Receiver(invitation.Email), languages[0].Name,
            Words.In(languages[0], "Invitation.Mail.Subject"), string.Join("\n\n", both),
            new Uri(services.GetRequiredService<Site>().Address, InvitationLink.Path(token)));
    }

    private static string Day(DateTimeOffset at) =>
        at.ToOffset(Clock.BeijingOffset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
