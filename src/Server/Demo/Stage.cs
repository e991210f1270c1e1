using System.Security.Cryptography;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Ids;
using Guanwei.Server.People;

namespace Guanwei.Server.Demo;

/// <summary>
/// Where the demo's people act. What they do is noted first and then played in the order of time, so that the audit's
/// chain and every history are as they would be had it happened.
/// </summary>
public sealed class Stage(Actions.Actions actions, RoleTable roles)
{
    private readonly List<(DateTimeOffset At, Func<Task> Happen)> scenes = [];

    public static OperationId NewOperation(DateTimeOffset? at = null) =>
        OperationId.From(NewIds.Uuid7(at ?? DateTimeOffset.UnixEpoch, RandomNumberGenerator.GetBytes(10)));

    /// <summary>Notes what somebody will do at a moment.</summary>
    public void At(DateTimeOffset at, Func<Task> happen) => scenes.Add((at, happen));

    /// <summary>Stable: what stands at one moment happens in the order in which it was noted.</summary>
    public async Task Play(CancellationToken cancel)
    {
        foreach (var (_, happen) in scenes.OrderBy(scene => scene.At))
        {
            cancel.ThrowIfCancellationRequested();
            await happen();
        }
        scenes.Clear();
    }

    public async Task<TAnswer> Do<TAnswer>(
        DateTimeOffset at, Actor who, string verb, Func<Act, Task<Outcome<TAnswer>>> run, CancellationToken cancel) =>
        await actions.DoAt(at, who, NewOperation(at), verb, run, cancel) switch
        {
            Outcome<TAnswer>.Done done => done.Answer,
            Outcome<TAnswer>.Refused refused => throw new InvalidOperationException(
                $"The demo's {who.Name} may not {verb}: "
                + string.Join(", ", refused.Reasons.Select(reason => $"{reason.Place} {reason.Code}".Trim()))),
            _ => throw new InvalidOperationException("Unknown outcome."),
        };

    /// <summary>Somebody takes office: the person, the appointment, and a sign-in where there is a password.</summary>
    public async Task<Actor> Appoint(
        DateTimeOffset at, string name, string email, string role, AgencyId? agency, string? passwordHash,
        CancellationToken cancel)
    {
        var (person, appointment) = await Do(
            at, Actor.System("the demo's people"), "demo.appoint", act =>
                Task.FromResult<Outcome<Taken>>(Enter(act, name, email, role, agency, passwordHash)), cancel);
        return Actor.Of(
            new Person { Id = person, Name = name, Email = email },
            new Appointment
            {
                Id = appointment, PersonId = person, Role = role, AgencyId = agency ?? default,
                From = Time.Clock.DayOf(at),
            },
            roles[role], Via.Page);
    }

    private sealed record Taken(PersonId Person, AppointmentId Appointment);

    private static Taken Enter(
        Act act, string name, string email, string role, AgencyId? agency, string? passwordHash)
    {
        var person = new Person { Id = act.NewId<PersonId>(), Name = name, Email = email };
        var appointment = new Appointment
        {
            Id = act.NewId<AppointmentId>(), PersonId = person.Id, Role = role, AgencyId = agency ?? default,
            From = act.Today,
        };
        act.Touch(person);
        act.Touch(appointment);
        act.Db.Add(person);
        act.Db.Add(appointment);
        if (passwordHash is not null)
        {
            act.Db.Add(SignIn.Of(person, passwordHash));
        }
        act.About("person", person.Id, agency, person);
        return new Taken(person.Id, appointment.Id);
    }
}
