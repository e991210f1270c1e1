using Guanwei.Server.Agencies;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Vision;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Files;

/// <summary>
/// A file that was inspected and taken in. Its state is where it stands: arriving files lie in the vault's `arriving`
/// and have no row, clean ones have a row, refused ones leave only their line in the audit. So no row ever speaks of
/// bytes that may not be used.
/// </summary>
public sealed class StoredFile : IAssignable
{
    private const int LongestName = 255;

    public required FileId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    /// <summary>The object it is attached to; its own id while it is loose.</summary>
    public required Guid ObjectId { get; set; }

    /// <summary>
    /// What it is attached to, such as "application"; none while it is loose. See <see cref="FileOwners"/>.
    /// </summary>
    public string? OwnerKind { get; set; }

    /// <summary>Since when nothing refers to it; a loose file is swept after a day.</summary>
    public DateTimeOffset? LooseSince { get; set; }

    /// <summary>As the sender gave it. Shown escaped, never used as a path.</summary>
    public required string Name { get; set; }

    public required string Purpose { get; init; }

    /// <summary>Key of the rule that says how long it is kept.</summary>
    public required string Retention { get; init; }

    /// <summary>Told by the bytes, not by the name.</summary>
    public required DocumentKind Kind { get; init; }

    public required long Size { get; init; }

    public required int Pages { get; init; }

    /// <summary>Of the plaintext, as <see cref="Sm3"/>.</summary>
    public required byte[] Sha256 { get; init; }

    public required byte[] Sm3 { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public PersonId? MadeBy { get; init; }

    public string Sha256Hex => Convert.ToHexStringLower(Sha256);

    /// <summary>
    /// From now on the file lives as long as its owner. False when it belongs to another object already.
    /// </summary>
    public bool AttachTo(string ownerKind, Guid ownerId)
    {
        if (OwnerKind is not null)
        {
            return (OwnerKind, ObjectId) == (ownerKind, ownerId);
        }
        (OwnerKind, ObjectId, LooseSince) = (ownerKind, ownerId, null);
        return true;
    }

    /// <summary>Its owner no longer needs it: swept a day later, so that a backup under way still finds it.</summary>
    public void Detach(DateTimeOffset now) => (OwnerKind, ObjectId, LooseSince) = (null, Id.Value, now);

    internal static string Cut(string name) => name.Length <= LongestName ? name : name[..LongestName];

    public static void Map(ModelBuilder model) => model.Entity<StoredFile>(file =>
    {
        file.ToTable("files");
        file.HasKey(x => x.Id);
        file.HasIndex(x => x.ObjectId);
        file.HasIndex(x => x.LooseSince);
        file.Property(x => x.Name).HasMaxLength(LongestName);
        file.Property(x => x.Sm3).HasMaxLength(Keys.Sm3.DigestBytes);
        // Two verbs that take the same loose file at once: one of them is told.
        file.Property(x => x.LooseSince).IsConcurrencyToken();
        file.Ignore(x => x.Sha256Hex);
    });
}
