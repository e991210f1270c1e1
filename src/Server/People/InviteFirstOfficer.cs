using Guanwei.Server.Actions;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>
/// The link for the first system officer; a new one puts the old one out of use. Only while there is none.
/// </summary>
public static class InviteFirstOfficer
{
    public const string Verb = "installation.first-link";

    public static async Task<Outcome<InvitationId>> Run(Act act, Clock clock, CancellationToken cancel)
    {
        var today = act.Today;
        if (await act.Db.Set<Appointment>().AnyAsync(
            x => x.Role == LastOfficer.Role && x.From <= today && (x.To == null || today <= x.To), cancel))
        {
            return Refusals.NotNow("installation", "HasOfficer", Verb);
        }
        var earlier = await act.Db.Set<Invitation>()
            .Where(x => x.Email == "" && x.UsedAt == null && x.WithdrawnAt == null).ToListAsync(cancel);
        foreach (var invitation in earlier)
        {
            invitation.WithdrawnAt = act.Now;
            act.Touch(invitation);
        }
        var first = InvitePerson.Make(act, clock, LastOfficer.Role, default, email: "", establishment: null);
        act.About("invitation", first.Id, agency: null, first);
        return first.Id;
    }
}
