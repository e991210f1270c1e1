using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>
/// One line of the list by which a unit hands over to its successor (交接清单); of a planned split, what was chosen.
/// </summary>
[InstallationWide("ids and nothing else: read through the two units and through the object, which are scoped")]
public sealed class HandedOver
{
    public required AgencyId FromId { get; init; }

    public required AgencyId ToId { get; init; }

    /// <summary>Of the merge or split.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>units, people, accounts …: <see cref="IHeldByAgency.Kind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Of people, the appointment that ended.</summary>
    public required Guid ObjectId { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<HandedOver>(line =>
    {
        line.ToTable("agency_handovers");
        line.HasKey(x => new { x.FromId, x.ToId, x.Day, x.ObjectId });
        line.HasIndex(x => x.ObjectId);
    });
}
