using Guanwei.Rules;
using Guanwei.Rules.Rights;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Jobs;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>A link for one address to one role at one agency; mailed, and shown once to who invites.</summary>
public static class InvitePerson
{
    public const string Verb = "person.invite";

    /// <summary>Kind of the job that mails the link.</summary>
    public const string MailJob = "mail.invitation";

    /// <param name="AgencyId">The default value for a role of the installation.</param>
    /// <param name="InTheNameOf">Who decided it, where a job invites.</param>
    public sealed record Request(
        string Role, AgencyId AgencyId, string Email, Establishment? Establishment, PersonId? InTheNameOf = null);

    public sealed record Mail(InvitationId Id);

    public static async Task<Outcome<InvitationId>> Run(
        Act act, RoleTable roles, Clock clock, Request request, CancellationToken cancel)
    {
        var email = Appointing.Normal(request.Email);
        var agency = roles.Knows(request.Role) && roles[request.Role].IsOfAgency ? request.AgencyId : default;
        var reasons = await Appointing.CheckOffice(act, roles, request.Role, agency, request.Establishment, cancel);
        reasons.AddRange(Appointing.CheckEmail(email));
        if (reasons.Count == 0)
        {
            reasons.AddRange(await CheckAddress(act, roles, clock, request.Role, agency, email, cancel));
        }
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        var invitation = Make(act, clock, request.Role, agency, email, request.Establishment, request.InTheNameOf);
        var job = act.Enqueue(MailJob, new Mail(invitation.Id), job =>
        {
            (job.ObjectKind, job.ObjectId, job.Retry) = ("invitation", invitation.Id.ToString(), RetryClass.SafeToRepeat);
        });
        invitation.MailDigest = InvitationLink.Digest(InvitationLink.Token(act.InForce.Keys, job.Id));
        act.About("invitation", invitation.Id, agency == default ? null : agency, invitation);
        return invitation.Id;
    }

    /// <summary>The invitation whose page link was made of this action's operation.</summary>
    internal static Invitation Make(
        Act act, Clock clock, string role, AgencyId agency, string email, Establishment? establishment,
        PersonId? inTheNameOf = null)
    {
        var rules = SignInRules.Of(act.InForce.Rules, act.Today);
        var invitation = new Invitation
        {
            Id = act.NewId<InvitationId>(),
            AgencyId = agency,
            Role = role,
            Email = email,
            Establishment = establishment,
            InvitedBy = inTheNameOf ?? act.Actor.Person,
            MadeAt = act.Now,
            ExpiresAt = clock.Machine + (email.Length == 0 ? rules.InitLink : rules.Invitation),
            PageDigest = InvitationLink.Digest(InvitationLink.Token(act.InForce.Keys, act.Operation)),
        };
        act.Touch(invitation);
        act.Db.Add(invitation);
        return invitation;
    }

    private static async Task<List<Reason>> CheckAddress(
        Act act, RoleTable roles, Clock clock, string role, AgencyId agency, string email, CancellationToken cancel)
    {
        var person = await act.Db.Set<Person>().SingleOrDefaultAsync(x => x.Email == email, cancel);
        var reasons = person is null ? [] : await Appointing.CheckPerson(act, roles, person, role, agency, cancel);
        var machine = clock.Machine;
        var open = await act.Db.Set<Invitation>().AnyAsync(
            x => x.Email == email && x.Role == role && x.AgencyId == agency
                && x.UsedAt == null && x.WithdrawnAt == null && x.ExpiresAt > machine, cancel);
        if (open)
        {
            reasons.Add(Refusals.Because("INVITATION_OPEN", new Place("appointment", "email")));
        }
        return reasons;
    }
}
