using Guanwei.Server.Agencies;
using Guanwei.Server.People;

namespace Guanwei.Server.Storage;

/// <summary>The shape of a scope: each has query filters of its own, so that none pays for the conditions of another.</summary>
public enum ScopeShape
{
    Nothing,
    Own,
    Subtree,
    Assigned,
    Everything,
}

/// <summary>
/// Which rows a database context may see and write: an agency's closure down to a depth (0 = the agency alone), the objects
/// assigned to one appointment, or everything. Opened together with the data; without a scope there are no rows.
/// </summary>
public sealed record DataScope
{
    public static readonly DataScope Nothing = new();

    /// <summary>Deeper than any agency tree: the whole subtree.</summary>
    public const int WholeTree = 1_000;

    public bool Everything { get; private init; }

    public ScopeShape Shape => this switch
    {
        { Everything: true } => ScopeShape.Everything,
        { Depth: 0 } => ScopeShape.Own,
        { Depth: > 0 } => ScopeShape.Subtree,
        _ when Assignee != default => ScopeShape.Assigned,
        _ => ScopeShape.Nothing,
    };

    public AgencyId Agency { get; private init; }

    public int Depth { get; private init; } = -1;

    public AppointmentId Assignee { get; private init; }

    /// <summary>Sees nothing, and may add only rows that visitors may add.</summary>
    public bool Visitor { get; private init; }

    /// <summary>Why everything was opened; it stands in the audit.</summary>
    public string? Why { get; private init; }

    public static DataScope OfAgency(AgencyId agency) => new() { Agency = agency, Depth = 0 };

    public static DataScope OfSubtree(AgencyId agency) => new() { Agency = agency, Depth = WholeTree };

    public static DataScope AssignedTo(AppointmentId appointment) => new() { Assignee = appointment };

    public static readonly DataScope OfVisitor = new() { Visitor = true };

    public static DataScope OfInstallation(string why) => new() { Everything = true, Why = why };
}
