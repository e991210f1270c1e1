using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// Has a code sent to the address of a person of step 4. The job makes the code; here nobody sees it.
/// </summary>
public static class SendEmailCode
{
    public const string Verb = "application.send-email-code";
    public const string Job = "mail.code";

    public sealed record Request(ApplicationId Id, StaffRole Role);

    /// <summary>Ids only: the job finds the address itself.</summary>
    public sealed record Payload(ApplicationId Application, StaffRole Role);

    /// <param name="machine">Machine time: codes are tokens.</param>
    public static async Task<Outcome<bool>> Run(Act act, Request request, DateTimeOffset machine, CancellationToken cancel)
    {
        var application = await Editing.Find(act, request.Id, cancel);
        if (application is null)
        {
            return Refusals.NotFound();
        }
        act.About(OpeningApplication.Kind, application.Id, application.AgencyId);
        if (!application.IsOpen)
        {
            return Refusals.NotNow(OpeningApplication.Kind, application.State.ToString(), act.Verb);
        }
        var entry = await act.Db.Set<StaffEntry>()
            .SingleOrDefaultAsync(x => x.ObjectId == application.ObjectId && x.Role == request.Role, cancel);
        var agency = await act.Db.Set<Agency>().SingleAsync(x => x.Id == application.AgencyId, cancel);
        var code = await act.Db.Set<EmailCode>().FindAsync([application.ObjectId, request.Role], cancel);
        var reasons = Refusal.Of(Against(agency, entry, code, request.Role, machine));
        if (reasons.Reasons.Count > 0)
        {
            return reasons;
        }
        if (code is null)
        {
            code = new EmailCode
            {
                AgencyId = application.AgencyId, ObjectId = application.ObjectId, Role = request.Role, Email = entry!.Email!,
                AskedAt = machine,
            };
            act.Db.Add(code);
        }
        (code.Email, code.AskedAt, code.Digest, code.ExpiresAt, code.TriesLeft) = (entry!.Email!, machine, null, null, 0);
        act.Enqueue(Job, new Payload(application.Id, request.Role), job =>
        {
            (job.ObjectKind, job.ObjectId) = (OpeningApplication.Kind, application.Id.ToString());
        });
        return true;
    }

    private static IEnumerable<Reason> Against(
        Agency agency, StaffEntry? entry, EmailCode? code, StaffRole role, DateTimeOffset machine)
    {
        var place = new Place("staff", $"{Slug.Of(role)}.email");
        if (entry?.Email is null)
        {
            yield return Refusals.Because("EMAIL_NOT_SAVED", place);
            yield break;
        }
        if (entry.EmailVerifiedAt is not null)
        {
            yield return Refusals.Because("EMAIL_ALREADY_VERIFIED", place);
        }
        if (ApplicationPreflight.IsElsewhere(agency, entry.Email))
        {
            yield return ApplicationPreflight.EmailElsewhere(agency, role);
        }
        if (code is not null && code.Email == entry.Email && machine < code.AskedAt + EmailCode.Pause)
        {
            yield return Refusals.Because("EMAIL_CODE_TOO_SOON", place,
                Argument.Number("seconds", (int)EmailCode.Pause.TotalSeconds));
        }
    }
}
