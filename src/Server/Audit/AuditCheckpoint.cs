using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Audit;

/// <summary>
/// "Entry NUMBER had this HASH", signed by the installation's root key. Each names the one before it.
/// </summary>
[InstallationWide("it speaks of the one chain of the installation")]
public sealed class AuditCheckpoint
{
    /// <summary>1, 2, 3 … without gaps.</summary>
    public required int Id { get; init; }

    public required long Number { get; init; }

    public required byte[] Hash { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>SM3 of the canonical bytes of the checkpoint before; 32 zero bytes in the first.</summary>
    public required byte[] Previous { get; init; }

    /// <summary>SM2 over the canonical bytes.</summary>
    public byte[] Signature { get; set; } = [];

    public byte[] Digest() => Sm3.Digest(new Canonical().Checkpoint(this));

    public static void Map(ModelBuilder model) => model.Entity<AuditCheckpoint>(checkpoint =>
    {
        checkpoint.ToTable("audit_checkpoints");
        checkpoint.HasKey(x => x.Id);
        checkpoint.Property(x => x.Id).ValueGeneratedNever();
    });
}

/// <summary>How long the chain is, under a MAC: rows cut off its end are missed even between two checkpoints.</summary>
[InstallationWide("it speaks of the one chain of the installation")]
public sealed class AuditHead
{
    public int Id { get; init; } = 1;

    public long Number { get; set; }

    public byte[] Hash { get; set; } = new byte[Sm3.DigestBytes];

    /// <summary>Id of the last checkpoint; 0 before the first.</summary>
    public int Checkpoint { get; set; }

    public int MacKey { get; set; }

    public byte[] Mac { get; set; } = [];

    public void Sign(KeyRing keys)
    {
        MacKey = keys.CurrentVersion(KeyPurpose.Audit);
        Mac = keys.Mac(KeyPurpose.Audit, (ushort)MacKey, new Canonical().Head(Number, Hash, Checkpoint));
    }

    public static void Map(ModelBuilder model) => model.Entity<AuditHead>(head =>
    {
        head.ToTable("audit_head");
        head.HasKey(x => x.Id);
        head.Property(x => x.Id).ValueGeneratedNever();
        head.Property(x => x.Number).IsConcurrencyToken();
    });
}
