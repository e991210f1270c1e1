using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

public enum ParentKind
{
    /// <summary>属地主管: the government of the place.</summary>
    Territorial,

    /// <summary>系统主管: the upper unit of a vertical system.</summary>
    System,
}

/// <summary>Under whom an agency stood from a day on.</summary>
public sealed class AgencyParent : IOfAgency
{
    public required AgencyId AgencyId { get; init; }

    public required ParentKind Kind { get; init; }

    public required DateOnly From { get; init; }

    public DateOnly? To { get; set; }

    public required AgencyId ParentId { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<AgencyParent>(parent =>
    {
        parent.ToTable("agency_parents");
        parent.HasKey(x => new { x.AgencyId, x.Kind, x.From });
        parent.HasOne<Agency>().WithMany().HasForeignKey(x => x.ParentId);
    });
}
