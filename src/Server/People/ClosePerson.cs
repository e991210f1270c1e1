using Guanwei.Server.Actions;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>
/// Somebody has left: no sign-in, no session, no appointment from now on. The person stays, because what they did
/// stays.
/// </summary>
public static class ClosePerson
{
    public const string Verb = "person.close";

    public sealed record Request(PersonId Id, int SeenVersion);

    public static async Task<Outcome<PersonId>> Run(Act act, Clock clock, Request request, CancellationToken cancel)
    {
        var person = await PeopleInReach.Find(act.Db, request.Id, cancel);
        if (person is null)
        {
            return Refusals.NotFound();
        }
        act.About("person", person.Id, agency: null, person);
        if (await act.Change(person, request.SeenVersion) is { } stale)
        {
            return stale;
        }
        if (person.ClosedAt is not null)
        {
            return Refusals.NotNow("person", "Closed", Verb);
        }
        var today = act.Today;
        var held = await act.Db.Set<Appointment>()
            .Where(x => x.PersonId == person.Id && (x.To == null || today <= x.To)).ToListAsync(cancel);
        foreach (var role in held.Select(x => x.Role).Distinct())
        {
            if (await LastOfficer.Is(act, person.Id, role, cancel))
            {
                return Refusal.Of(Refusals.Because(LastOfficer.Code));
            }
        }
        person.ClosedAt = act.Now;
        foreach (var appointment in held)
        {
            appointment.End(act.Now);
            act.Touch(appointment);
        }
        await Sessions.End(act, clock, person.Id, except: null, cancel);
        return person.Id;
    }
}
