using Guanwei.Server.Agencies;
using Guanwei.Server.People;

namespace Guanwei.Server.Notifications;

public enum Reaches
{
    /// <summary>Who holds the role at this very agency (none: at the installation).</summary>
    Here,

    /// <summary>Who holds the role at the nearest agency above this one that has somebody in it.</summary>
    Above,
}

/// <summary>
/// Whom to tell. Resolved to people when it is sent: appointments in force on that day, and their deputies.
/// </summary>
public sealed record Recipient(PersonId? Person, string? Role, AgencyId? Agency, Reaches Reaches)
{
    public static Recipient Of(PersonId person) => new(person, null, null, Reaches.Here);

    /// <summary>A role of an agency, or of the installation itself.</summary>
    public static Recipient In(string role, AgencyId? agency = null) => new(null, role, agency, Reaches.Here);

    /// <summary>The role at the nearest agency above: an agency's supervisors.</summary>
    public static Recipient Above(string role, AgencyId agency) => new(null, role, agency, Reaches.Above);
}
