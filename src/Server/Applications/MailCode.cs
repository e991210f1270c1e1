using System.Globalization;
using System.Resources;
using System.Security.Cryptography;
using Guanwei.Server.Actions;
using Guanwei.Server.Hosting;
using Guanwei.Server.Ids;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.Time;

namespace Guanwei.Server.Applications;

/// <summary>
/// The job behind <see cref="SendEmailCode"/>: makes the code, keeps its digest, mails it. Safe to repeat: each run
/// makes a code of its own and voids the one before, so no run ever needs to know another's.
/// </summary>
public static class MailCode
{
    private static readonly CultureInfo[] languages = [CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en")];

    private static readonly ResourceManager words = new(typeof(Applications.Texts));

    public static async Task<JobEnd> Run(JobRun run, CancellationToken cancel)
    {
        var services = run.Services;
        var (clock, inForce) = (services.GetRequiredService<Clock>(), services.GetRequiredService<InForceSource>());
        var payload = run.Payload<SendEmailCode.Payload>();
        var operation = OperationId.From(NewIds.Uuid7(clock.Machine, RandomNumberGenerator.GetBytes(10)));
        string? code = null, address = null, number = null;
        await services.GetRequiredService<Actions.Actions>().Do<bool>(run.Actor, operation, SendEmailCode.Job, async act =>
        {
            // The code leaves by this variable alone: an answer would be kept with the operation.
            var asked = await act.Db.Set<EmailCode>().FindAsync([payload.Application.Value, payload.Role], cancel);
            var application = await Editing.Find(act, payload.Application, cancel);
            if (asked is null || application is not { IsOpen: true })
            {
                return Refusals.NotFound();
            }
            act.About(OpeningApplication.Kind, application.Id, application.AgencyId);
            (code, address, number) = (asked.Make(inForce.Current.Keys, clock.Machine), asked.Email, application.Number);
            return true;
        }, cancel);
        if (code is null)
        {
            return JobEnd.Ok;
        }
        var mail = services.GetServices<IDoor>().Single(door => door.Kind == DoorKind.Mail);
        var minutes = (int)EmailCode.Valid.TotalMinutes;
        var message = new DoorMessage(
            operation.ToString(), new Receiver(address!), "zh-CN", Both(" · ", "Mail.Code.Subject", number!),
            Both("\n\n", "Mail.Code.Text", code, minutes, number!),
            new Uri(services.GetRequiredService<Site>().Address, FormSteps.PathOf(payload.Application, FormSteps.Staff)));
        return await mail.Deliver(message, cancel) switch
        {
            Delivered => JobEnd.Ok,
            Failed { Again: Again.Never } failed => new JobEnd.Dead(failed.Code),
            Failed failed => new JobEnd.Later(failed.Code, failed.After),
            _ => throw new InvalidOperationException("Unknown delivery."),
        };
    }

    /// <summary>The receiver is named in a form and has chosen no language yet: the mail says both.</summary>
    private static string Both(string between, string key, params object[] values) => string.Join(between,
        languages.Select(language =>
            string.Format(language, words.GetString(key, language)!, values)));
}
