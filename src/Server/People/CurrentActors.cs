using Guanwei.Rules.Rights;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Hosting;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>
/// Makes the actor of a request: once, from the database. A session that was ended, a person who was closed, an
/// appointment that ran out lose their rights with the next click.
/// </summary>
public sealed class CurrentActors(Databases databases, Clock clock, InForceSource inForce, RoleTable roles)
{
    // Seen is written down at most this often: one small write a minute for each person at work.
    private static readonly TimeSpan notedEvery = TimeSpan.FromMinutes(1);

    /// <param name="id">The session that the cookie names.</param>
    /// <param name="isActivity">False for what a page asks by itself: it must not keep a session alive.</param>
    public async Task<(Standing? Standing, SessionEnd End)> Of(SessionId id, Via via, bool isActivity, CancellationToken cancel)
    {
        await using var db = databases.OpenForSystem("who is acting");
        var (people, signIns) = (db.Set<Person>(), db.Set<SignIn>());
        var found = await (
            from session in db.Set<Session>()
            where session.Id == id
            join person in people on session.PersonId equals person.Id
            join signIn in signIns on session.PersonId equals signIn.PersonId
            select new { session, person, signIn.SecurityStamp, signIn.TwoFactorEnabled }).SingleOrDefaultAsync(cancel);
        if (found is null || found.person.ClosedAt is not null)
        {
            return (null, SessionEnd.Ended);
        }
        var rules = SignInRules.Of(inForce.Current.Rules, clock.Today);
        var end = found.session.StateAt(clock.Machine, rules, found.SecurityStamp);
        if (end is not SessionEnd.None)
        {
            return (null, end);
        }
        var held = await HeldBy(db, found.person.Id, cancel);
        if (isActivity)
        {
            await Note(db, found.session, cancel);
        }
        return (Standing(found.session, found.person, held, found.TwoFactorEnabled, via), SessionEnd.None);
    }

    /// <summary>The appointments in force of a person, in the order in which they began.</summary>
    public async Task<IReadOnlyList<Held>> HeldBy(PlatformDb db, PersonId person, CancellationToken cancel)
    {
        var today = clock.Today;
        var agencies = db.Set<Agency>();
        var rows = await db.Set<Appointment>().AsNoTracking()
            .Where(x => x.PersonId == person && x.From <= today && (x.To == null || today <= x.To))
            .OrderBy(x => x.From).ThenBy(x => x.Id)
            .Select(x => new { Appointment = x, Office = agencies.Where(a => a.Id == x.AgencyId).Select(a => a.Name).FirstOrDefault() })
            .ToListAsync(cancel);
        return [.. rows.Where(row => roles.Knows(row.Appointment.Role))
            .Select(row => new Held(row.Appointment, roles[row.Appointment.Role], row.Office))];
    }

    private Standing Standing(
        Session session, Person person, IReadOnlyList<Held> held, bool hasSecondFactor, Via via)
    {
        var chosen = held.FirstOrDefault(x => x.Appointment.Id == session.AppointmentId)
            ?? (held.Count == 1 ? held[0] : null);
        var needsSecondFactor = inForce.Current.Kind is InstallationKind.Real && held.Any(x => x.Role.SecondFactor);
        var unsettled = held switch
        {
            [] => Unsettled.NoAppointment,
            _ when needsSecondFactor && !hasSecondFactor => Unsettled.EnrolSecondFactor,
            _ when chosen is null => Unsettled.ChooseAppointment,
            _ when held.Any(other => Clash(chosen, other)) => Unsettled.RolesExclude,
            _ => Unsettled.None,
        };
        var actor = unsettled is Unsettled.None ? Actor.Of(person, chosen!.Appointment, chosen.Role, via) : null;
        return new Standing(session, person, held, chosen, unsettled, needsSecondFactor, hasSecondFactor, actor);
    }

    private static bool Clash(Held one, Held other) =>
        Appointing.Clash(one.Role, one.Appointment.AgencyId, other.Role, other.Appointment.AgencyId);

    private async Task Note(PlatformDb db, Session session, CancellationToken cancel)
    {
        if (clock.Machine - session.SeenAt < notedEvery)
        {
            return;
        }
        session.SeenAt = clock.Machine;
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (StorageBusyException)
        {
            // Reading goes on while writers queue; the next click notes it.
        }
    }
}
