using Guanwei.Rules;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Hosting;

public enum InstallationKind
{
    Real,
    Demo,
}

/// <summary>The one row that says what this database is. The kind is set once, when the database is made.</summary>
[InstallationWide("it is the installation")]
public sealed class Installation : Aggregate
{
    /// <summary>Always 1: a second installation in one database is impossible.</summary>
    public int Id { get; init; } = 1;

    public required InstallationKind Kind { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required string Name { get; set; }

    /// <summary>Which rules decide: guide 指引口径, current 现行规则, strict 从严.</summary>
    public required Profile Profile { get; set; }

    /// <summary>When the office closes: the end of a working day for deadlines (Beijing time).</summary>
    public required TimeOnly OfficeEnd { get; set; }

    /// <summary>How far business time runs ahead of the machine's; only a demo shifts it.</summary>
    public TimeSpan ClockShift { get; set; }

    /// <summary>The latest machine time seen: the machine going back is noted in the audit.</summary>
    public DateTimeOffset MachineSeen { get; set; }

    /// <summary>The installation's SM2 public key, the root of every signature (65 bytes, uncompressed).</summary>
    public byte[]? RootKey { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<Installation>(installation =>
    {
        installation.ToTable("installation");
        installation.HasKey(x => x.Id);
        installation.Property(x => x.Id).ValueGeneratedNever();
        installation.Property(x => x.ClockShift).HasConversion<long>();
    });
}
