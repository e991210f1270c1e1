using Guanwei.Server.Actions;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Agencies;

/// <summary>What one unit hands to another.</summary>
/// <param name="Chosen">Ids of what passes over; none: everything that it has, because it is no more.</param>
public sealed record Handover(Agency From, Agency To, SuccessionKind Kind, IReadOnlySet<Guid>? Chosen)
{
    public bool IsWhole => Chosen is null;

    public bool Takes(Guid id) => Chosen?.Contains(id) ?? true;

    /// <summary>As it stands in timelines.</summary>
    public string Verb => Kind is SuccessionKind.Merge ? MergeAgency.Verb : SplitAgency.Verb;

    /// <summary>The row is the other unit's from now on. What looks at a stale page of it is told so.</summary>
    public void Give(Act act, IOfAgency row)
    {
        // The agency of a row is set once everywhere else: this is the one place that changes it.
        act.Db.Entry(row).Property(nameof(IOfAgency.AgencyId)).CurrentValue = To.Id;
        if (row is Aggregate root)
        {
            act.Touch(root);
        }
    }
}

/// <summary>One thing that would pass over, as the pages list it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Remark">What is to be known of it before: that an appointment ends, for one.</param>
public sealed record HeldItem(Guid Id, string Name, string? Remark = null);
