using Guanwei.Server.Actions;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

public static class WithdrawInvitation
{
    public const string Verb = "person.withdraw-invitation";

    public static async Task<Outcome<InvitationId>> Run(Act act, Clock clock, InvitationId id, CancellationToken cancel)
    {
        var invitation = await act.Db.Set<Invitation>().SingleOrDefaultAsync(x => x.Id == id, cancel);
        if (invitation is null)
        {
            return Refusals.NotFound();
        }
        var state = invitation.StateAt(clock.Machine);
        if (state is not InvitationState.Open)
        {
            return Refusals.NotNow("invitation", state.ToString(), Verb);
        }
        act.About("invitation", id, invitation.AgencyId == default ? null : invitation.AgencyId, invitation);
        invitation.WithdrawnAt = act.Now;
        act.Touch(invitation);
        return id;
    }
}
