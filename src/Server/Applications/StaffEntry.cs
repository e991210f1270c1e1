using Guanwei.Rules.Rights;
using Guanwei.Server.Agencies;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

public enum StaffRole
{
    A,
    B,
    Operator,
}

/// <summary>A person named in an application: super administrator A or B, or the operator.</summary>
public sealed class StaffEntry : IAssignable
{
    public required AgencyId AgencyId { get; init; }

    public required Guid ObjectId { get; init; }

    public required StaffRole Role { get; init; }

    public required string Name { get; set; }

    public required Establishment Establishment { get; set; }

    /// <summary>In lower case, without white space around it.</summary>
    public string? Email { get; set; }

    /// <summary>When a code sent to this very address came back; cleared when the address changes.</summary>
    public DateTimeOffset? EmailVerifiedAt { get; set; }

    /// <summary>The mobile number, sealed.</summary>
    public byte[]? Mobile { get; set; }

    public static readonly SealedColumn SealedMobile = new SealedColumn<StaffEntry>(
        KeyPurpose.Field, "application_staff", "mobile", nameof(Mobile), entry => entry.RowId);

    public void SealMobile(KeyRing keys, string? mobile) =>
        Mobile = mobile is null ? null : keys.SealField("application_staff", "mobile", RowId, mobile).Bytes.ToArray();

    public string? OpenMobile(KeyRing keys) =>
        Mobile is null ? null : keys.OpenField("application_staff", "mobile", RowId, new SealedField(Mobile));

    private string RowId => $"{ObjectId:N}/{Role}";

    public static void Map(ModelBuilder model) => model.Entity<StaffEntry>(entry =>
    {
        entry.ToTable("application_staff");
        entry.HasKey(x => new { x.ObjectId, x.Role });
        entry.BelongsToApplication();
    });
}
