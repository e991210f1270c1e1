using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Keys;

/// <summary>
/// A key that only the master key opens: a data key of one purpose and version, or the root signing key.
/// </summary>
[InstallationWide("keys belong to the installation; wrapped they are worth nothing without the master key")]
public sealed class WrappedKey
{
    /// <summary>A <see cref="KeyPurpose"/>, or "Root".</summary>
    public required string Purpose { get; init; }

    public required int Version { get; init; }

    public required byte[] Wrapped { get; set; }

    public required DateTimeOffset MadeAt { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<WrappedKey>(key =>
    {
        key.ToTable("wrapped_keys");
        key.HasKey(x => new { x.Purpose, x.Version });
    });
}
