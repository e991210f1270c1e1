using Guanwei.Rules;
using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// The code came back. A wrong one is an answer and no refusal: a refusal leaves nothing behind, and the tries must be
/// counted.
/// </summary>
public static class ConfirmEmail
{
    public const string Verb = "application.confirm-email";

    public sealed record Request(ApplicationId Id, StaffRole Role, string? Code);

    /// <param name="Verified">The address is proved.</param>
    /// <param name="TriesLeft">How often one may still try, when it is not.</param>
    public sealed record Answer(bool Verified, int TriesLeft);

    /// <param name="machine">Machine time: codes are tokens.</param>
    public static async Task<Outcome<Answer>> Run(Act act, Request request, DateTimeOffset machine, CancellationToken cancel)
    {
        var application = await Editing.Find(act, request.Id, cancel);
        if (application is null)
        {
            return Refusals.NotFound();
        }
        act.About(OpeningApplication.Kind, application.Id, application.AgencyId);
        var entry = await act.Db.Set<StaffEntry>()
            .SingleOrDefaultAsync(x => x.ObjectId == application.ObjectId && x.Role == request.Role, cancel);
        var code = await act.Db.Set<EmailCode>().FindAsync([application.ObjectId, request.Role], cancel);
        if (entry is null || code is null || code.Email != entry.Email || !code.IsOpen(machine))
        {
            return Refusal.Of(Refusals.Because("EMAIL_CODE_OVER", new Place("staff", $"{Slug.Of(request.Role)}.code")));
        }
        if (!code.Matches(act.InForce.Keys, Editing.Trimmed(request.Code) ?? ""))
        {
            code.TriesLeft--;
            return new Answer(Verified: false, code.TriesLeft);
        }
        code.Digest = null;
        entry.EmailVerifiedAt = act.Now;
        act.Touch(application);
        return new Answer(Verified: true, TriesLeft: 0);
    }
}
