using Guanwei.Server.Storage;

namespace Guanwei.Server.Agencies;

/// <summary>What hangs on an agency in a later slice: the agency's page counts it, and a unit that still has some is not closed.</summary>
public interface IHeldByAgency
{
    /// <summary>accounts, applications, people: a term of the group "held".</summary>
    string Kind { get; }

    /// <summary>Where the list of them is, for one agency.</summary>
    string ListOf(AgencyId agency);

    /// <summary>How many are open on a day.</summary>
    Task<int> Count(PlatformDb db, AgencyId agency, DateOnly day, CancellationToken cancel);
}
