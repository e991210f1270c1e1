using Guanwei.Server.Actions;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

public static class Sessions
{
    public const string EndVerb = "own.end-session";
    public const string EndOthersVerb = "own.end-other-sessions";
    public const string ChooseVerb = "own.choose-appointment";

    /// <summary>Ends one session of the actor's own.</summary>
    public static async Task<Outcome<SessionId>> EndOne(Act act, Clock clock, SessionId id, CancellationToken cancel)
    {
        var session = await act.Db.Set<Session>()
            .SingleOrDefaultAsync(x => x.Id == id && x.PersonId == act.Actor.Person, cancel);
        if (session is null)
        {
            return Refusals.NotFound();
        }
        act.About("session", id, agency: null);
        session.EndedAt ??= clock.Machine;
        return id;
    }

    public static async Task<Outcome<int>> EndOthers(Act act, Clock clock, SessionId current, CancellationToken cancel)
    {
        act.About("person", act.Actor.Person!.Value, agency: null);
        return await End(act, clock, act.Actor.Person.Value, current, cancel);
    }

    /// <summary>In which appointment the person acts in this session; only one of their own that is in force.</summary>
    public static async Task<Outcome<AppointmentId>> Choose(
        Act act, Standing standing, AppointmentId id, CancellationToken cancel)
    {
        if (standing.Appointments.All(held => held.Appointment.Id != id))
        {
            return Refusals.NotFound();
        }
        var session = await act.Db.Set<Session>().SingleAsync(x => x.Id == standing.Session.Id, cancel);
        act.About("appointment", id, agency: null);
        session.AppointmentId = id;
        return id;
    }

    internal static async Task<int> End(Act act, Clock clock, PersonId person, SessionId? except, CancellationToken cancel)
    {
        var open = await act.Db.Set<Session>()
            .Where(x => x.PersonId == person && x.EndedAt == null).ToListAsync(cancel);
        foreach (var session in open.Where(x => x.Id != except))
        {
            session.EndedAt = clock.Machine;
        }
        return open.Count;
    }
}
