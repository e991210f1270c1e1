using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Agencies;

/// <summary>
/// What belongs to an agency and passes on when another one succeeds to it; a slice with such rows adds its line in
/// Serve.cs.
/// </summary>
public interface IPassesWithAgency
{
    /// <summary>
    /// Makes it the other unit's and answers the ids of the objects that passed over: whatever row carries such an id
    /// as its object (documents, steps, deadlines, files) follows by itself.
    /// </summary>
    Task<IReadOnlyList<Guid>> HandOver(Act act, Handover handover, CancellationToken cancel);
}

/// <summary>
/// What of it people know and count: it stands on the agency's page, and a unit that still has some is not closed.
/// </summary>
public interface IHeldByAgency : IPassesWithAgency
{
    /// <summary>accounts, applications, people: a term of the group "held".</summary>
    string Kind { get; }

    /// <summary>Where the list of them is, for one agency.</summary>
    string ListOf(AgencyId agency);

    /// <summary>How many are open on a day.</summary>
    Task<int> Count(PlatformDb db, AgencyId agency, DateOnly day, CancellationToken cancel);

    /// <summary>What would pass over today, as it is listed before it is done.</summary>
    /// <param name="to">None for a unit that does not exist yet: then, what can be chosen for it.</param>
    Task<IReadOnlyList<HeldItem>> Passing(PlatformDb db, AgencyId from, AgencyId? to, DateOnly day, CancellationToken cancel);

    /// <summary>What stands against its passing over.</summary>
    Task<IReadOnlyList<Reason>> Against(PlatformDb db, Handover handover, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Reason>>([]);
}
