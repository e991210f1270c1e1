using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>A name an agency bore from a day on.</summary>
public sealed class AgencyName : IOfAgency
{
    public required AgencyId AgencyId { get; init; }

    public required DateOnly From { get; init; }

    public required string Name { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<AgencyName>(name =>
    {
        name.ToTable("agency_names");
        name.HasKey(x => new { x.AgencyId, x.From });
    });
}
