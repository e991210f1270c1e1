using Guanwei.Server.Agencies;
using Guanwei.Server.People;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Actions;

public enum ActorKind
{
    Person,
    System,
    Client,
    Visitor,
}

/// <summary>By which door an action came.</summary>
public enum Via
{
    Page,
    Api,
    CommandLine,
    Job,
}

/// <summary>
/// Who acts: a person in one appointment, the system for a stated reason, an agency's API client, or a visitor of a
/// public form. Made anew for each request from appointments in force, so that a right withdrawn is a right gone.
/// </summary>
public sealed record Actor
{
    private Actor() { }

    public required ActorKind Kind { get; init; }

    public required DataScope Scope { get; init; }

    public required Via Via { get; init; }

    public PersonId? Person { get; private init; }

    public AppointmentId? Appointment { get; private init; }

    /// <summary>Code of the role held, as in the role table.</summary>
    public string? Role { get; private init; }

    /// <summary>The agency of the appointment; none for roles of the installation.</summary>
    public AgencyId? Agency { get; private init; }

    /// <summary>The person's name, for "changed by NAME"; never written to the audit.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Why the system acts.</summary>
    public string? Why { get; private init; }

    /// <summary>Under which an operation id is unique.</summary>
    public string Key => Person?.ToString() ?? ClientId ?? Kind.ToString();

    public string? ClientId { get; private init; }

    public static Actor Of(Person person, Appointment appointment, Role role, Via via) => new()
    {
        Kind = ActorKind.Person,
        Via = via,
        Person = person.Id,
        Name = person.Name,
        Appointment = appointment.Id,
        Role = role.Code,
        Agency = appointment.AgencyId == default ? null : appointment.AgencyId,
        Scope = role.Reach switch
        {
            Reach.Own => DataScope.OfAgency(appointment.AgencyId),
            Reach.Subtree => DataScope.OfSubtree(appointment.AgencyId),
            Reach.Assigned => DataScope.AssignedTo(appointment.Id),
            Reach.Installation => DataScope.OfInstallation(role.Code),
            _ => DataScope.Nothing,
        },
    };

    /// <summary>Somebody about their own sign-in, whatever they are appointed to: reaches no agency's rows.</summary>
    public static Actor Self(Person person) => new()
    {
        Kind = ActorKind.Person,
        Via = Via.Page,
        Person = person.Id,
        Name = person.Name,
        Scope = DataScope.Nothing,
    };

    public static Actor System(string why, Via via = Via.Job) => new()
    {
        Kind = ActorKind.System,
        Via = via,
        Why = why,
        Scope = DataScope.OfInstallation(why),
    };

    /// <summary>
    /// Somebody without a sign-in, on a public form; may only add rows that say they come from visitors.
    /// </summary>
    public static Actor Visitor() => new() { Kind = ActorKind.Visitor, Via = Via.Page, Scope = DataScope.OfVisitor };

    public static Actor Client(string clientId, AgencyId agency, Reach reach) => new()
    {
        Kind = ActorKind.Client,
        Via = Via.Api,
        ClientId = clientId,
        Agency = agency,
        Scope = reach is Reach.Subtree ? DataScope.OfSubtree(agency) : DataScope.OfAgency(agency),
    };
}
