using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Hosting;

/// <summary>
/// A key of the framework's own data protection (cookies, form tokens), sealed. In the database every node has it, and
/// a restart or a restore signs nobody out.
/// </summary>
[InstallationWide("cookies and form tokens are the installation's")]
public sealed class ProtectionKey
{
    public static readonly SealedColumn SealedXml = new SealedColumn<ProtectionKey>(
        KeyPurpose.DataProtection, "protection_keys", "xml", nameof(Xml), key => key.Name);

    /// <summary>As the framework names it: key-…, revocation-….</summary>
    public required string Name { get; init; }

    /// <summary>The framework's XML, sealed (protection_keys|xml|name).</summary>
    public required byte[] Xml { get; set; }

    public required DateTimeOffset MadeAt { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<ProtectionKey>(key =>
    {
        key.ToTable("protection_keys");
        key.HasKey(x => x.Name);
    });
}
