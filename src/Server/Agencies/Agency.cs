using Guanwei.Rules;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>
/// An agency (单位) in the tree. Names and parents are dated; the columns here are those in force, so that lists need no
/// history.
/// </summary>
public sealed class Agency : Aggregate, IOfAgency
{
    public required AgencyId Id { get; init; }

    AgencyId IOfAgency.AgencyId => Id;

    public required string Name { get; set; }

    /// <summary>Unified social credit code, normalised; none for HK/Macao and units not yet coded.</summary>
    public string? CreditCode { get; set; }

    public required AgencyLevel Level { get; set; }

    public required AgencyKind Kind { get; set; }

    /// <summary>Six digits of GB/T 2260.</summary>
    public required string RegionCode { get; set; }

    /// <summary>
    /// The unit that supervises this one today: its system's upper unit for vertical agencies, else the territorial
    /// one.
    /// </summary>
    public AgencyId? ParentId { get; set; }

    /// <summary>Responsible to its system's upper unit (垂直管理).</summary>
    public bool Vertical { get; set; }

    /// <summary>E-mail domain under which its super administrators are verified.</summary>
    public string? MailDomain { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public static void Map(ModelBuilder model)
    {
        model.Entity<Agency>(agency =>
        {
            agency.ToTable("agencies");
            agency.HasKey(x => x.Id);
            agency.HasIndex(x => x.CreditCode).IsUnique();
            agency.HasIndex(x => x.ParentId);
            agency.HasIndex(x => x.Name);
            agency.HasOne<Agency>().WithMany().HasForeignKey(x => x.ParentId);
        });
        AgencyName.Map(model);
        AgencyParent.Map(model);
        AgencyClosure.Map(model);
        AgencyCode.Map(model);
        AgencyRequest.Map(model);
        AgencySuccessor.Map(model);
        HandedOver.Map(model);
    }
}
