using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>
/// Whoever holds the link becomes the person it was meant for. Somebody who can sign in already accepts under that
/// sign-in, so that a found link gives nobody a second one.
/// </summary>
public static class AcceptInvitation
{
    public const string Verb = "person.accept";

    /// <param name="Email">Asked only with the first link, which is bound to no address.</param>
    /// <param name="SignedIn">Who accepts, if signed in.</param>
    public sealed record Request(string Token, string Name, string Email, NewPassword? Password, PersonId? SignedIn);

    public static async Task<Outcome<PersonId>> Run(
        Act act, RoleTable roles, Clock clock, Request request, CancellationToken cancel)
    {
        var digest = InvitationLink.Digest(request.Token);
        var invitation = await act.Db.Set<Invitation>()
            .SingleOrDefaultAsync(x => x.PageDigest == digest || x.MailDigest == digest, cancel);
        if (invitation is null || invitation.StateAt(clock.Machine) is not InvitationState.Open)
        {
            return Refusal.Of(Dead(act.InForce, act.Today, invitation));
        }
        var email = invitation.IsFirst ? Appointing.Normal(request.Email) : invitation.Email;
        var known = await act.Db.Set<Person>().SingleOrDefaultAsync(x => x.Email == email, cancel);
        var reasons = known is null ? CheckNew(request, email) : CheckKnown(request, known, invitation);
        reasons.AddRange(await Appointing.CheckOffice(
            act, roles, invitation.Role, invitation.AgencyId, invitation.Establishment, cancel));
        if (known is not null)
        {
            reasons.AddRange(
                await Appointing.CheckPerson(act, roles, known, invitation.Role, invitation.AgencyId, cancel));
        }
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        var person = known ?? AddPerson(act, request, email);
        act.Db.Add(AppointmentOf(act, invitation, person));
        (invitation.UsedAt, invitation.UsedBy) = (act.Now, person.Id);
        act.Touch(invitation);
        act.About("person", person.Id, invitation.AgencyId == default ? null : invitation.AgencyId, person);
        return person.Id;
    }

    /// <summary>Used, withdrawn, out of date or never made: one answer, which says what to do.</summary>
    public static Reason Dead(InForce inForce, DateOnly today, Invitation? invitation)
    {
        var key = invitation is { IsFirst: true } ? "sign-in.init-link.valid" : "sign-in.invitation.valid";
        var answer = inForce.Rules.OfInstallation(key, today, Profile.Strict);
        return Reason.From(answer, default, null, Argument.Duration("length", answer.Duration));
    }

    private static List<Reason> CheckNew(Request request, string email)
    {
        var reasons = new List<Reason>();
        if (string.IsNullOrWhiteSpace(request.Name))
        {
            reasons.Add(Refusals.Because("PERSON_NAME_MISSING", new Place("person", "name")));
        }
        reasons.AddRange(Appointing.CheckEmail(email));
        reasons.AddRange(request.Password?.Reasons ?? [Refusals.Because("INVITATION_FOR_ANOTHER")]);
        return reasons;
    }

    private static List<Reason> CheckKnown(Request request, Person known, Invitation invitation) =>
        request.SignedIn == known.Id && !invitation.IsFirst ? [] : [Refusals.Because("PERSON_KNOWN", new Place("person", "email"))];

    private static Person AddPerson(Act act, Request request, string email)
    {
        var person = new Person { Id = act.NewId<PersonId>(), Name = request.Name.Trim(), Email = email };
        act.Touch(person);
        act.Db.Add(person);
        act.Db.Add(SignIn.Of(person, request.Password!.Hash));
        return person;
    }

    private static Appointment AppointmentOf(Act act, Invitation invitation, Person person)
    {
        var appointment = new Appointment
        {
            Id = act.NewId<AppointmentId>(),
            PersonId = person.Id,
            Role = invitation.Role,
            AgencyId = invitation.AgencyId,
            From = act.Today,
            AppointedBy = invitation.InvitedBy,
            Establishment = invitation.Establishment,
        };
        act.Touch(appointment);
        return appointment;
    }
}
