using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>
/// Every pair of an agency and one above it (itself included, depth 0): a supervisor's scope is their subtree.
/// </summary>
[InstallationWide("it is what the scope filter itself reads")]
public sealed class AgencyClosure
{
    public required AgencyId AncestorId { get; init; }

    public required AgencyId DescendantId { get; init; }

    public required int Depth { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<AgencyClosure>(link =>
    {
        link.ToTable("agency_closure");
        link.HasKey(x => new { x.AncestorId, x.DescendantId });
        link.HasIndex(x => x.DescendantId);
    });
}
