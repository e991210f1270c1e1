using Guanwei.Server.Actions;

namespace Guanwei.Server.People;

/// <summary>An appointment in force with its role and the name of its office.</summary>
public sealed record Held(Appointment Appointment, Role Role, string? Office);

/// <summary>Why somebody who has signed in may not act yet.</summary>
public enum Unsettled
{
    None,
    NoAppointment,
    ChooseAppointment,
    EnrolSecondFactor,

    /// <summary>Holds two roles that exclude each other: acts in neither until one of them has ended.</summary>
    RolesExclude,
}

/// <summary>Who has signed in, in which session, holding what; and as whom they act, once that is settled.</summary>
public sealed record Standing(
    Session Session, Person Person, IReadOnlyList<Held> Appointments, Held? Chosen, Unsettled Unsettled,
    bool NeedsSecondFactor, bool HasSecondFactor, Actor? Actor);

public static class RequestStanding
{
    /// <summary>
    /// Who acts in this request; null for visitors and for somebody who has yet to choose an appointment.
    /// </summary>
    public static Actor? Actor(this HttpContext http) => http.Standing()?.Actor;

    /// <summary>The session that awaits its second factor's code; it opens nothing else.</summary>
    public static SessionId? AwaitingCode(this HttpContext http) => http.Items[nameof(AwaitingCode)] as SessionId?;

    internal static void AwaitCode(this HttpContext http, SessionId session) => http.Items[nameof(AwaitingCode)] = session;

    /// <summary>Who has signed in, whether or not they may act yet.</summary>
    public static Standing? Standing(this HttpContext http) => http.Features.Get<Standing>();
}
