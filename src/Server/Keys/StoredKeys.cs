using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Keys;

/// <summary>The installation's keys as they lie in the database, wrapped by the master key.</summary>
public static class StoredKeys
{
    private const string Root = "Root";

    public static void Add(PlatformDb db, MasterKey master, DataKey key, DateTimeOffset now) => db.Add(new WrappedKey
    {
        Purpose = key.Purpose.ToString(), Version = key.Version, Wrapped = key.Wrapped(master), MadeAt = now,
    });

    public static void Add(PlatformDb db, MasterKey master, RootKey root, DateTimeOffset now) => db.Add(new WrappedKey
    {
        Purpose = Root, Version = 1, Wrapped = root.Wrapped(master), MadeAt = now,
    });

    /// <summary>
    /// So long every node has to learn of a new key before any seals with it; each looks more often than that.
    /// </summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <param name="now">For a ring that seals: keys that are still settling do not.</param>
    public static async Task<KeyRing> Ring(
        PlatformDb db, MasterKey master, CancellationToken cancel, DateTimeOffset? now = null)
    {
        var rows = await db.Set<WrappedKey>().Where(key => key.Purpose != Root).AsNoTracking().ToListAsync(cancel);
        return new KeyRing(
            rows.Select(row => DataKey.Unwrap(master, PurposeOf(row), (ushort)row.Version, row.Wrapped)),
            rows.Where(row => row.MadeAt > now - Settling).Select(row => (PurposeOf(row), (ushort)row.Version)).ToHashSet());
    }

    /// <summary>The newest version of each purpose, and the newest that every node knows.</summary>
    public static async Task<IReadOnlyList<(KeyPurpose Purpose, int Newest, int Settled)>> Versions(
        PlatformDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = await db.Set<WrappedKey>().Where(key => key.Purpose != Root).AsNoTracking()
            .Select(key => new { key.Purpose, key.Version, key.MadeAt }).ToListAsync(cancel);
        return [.. rows.GroupBy(row => row.Purpose).Select(of => (
            Enum.Parse<KeyPurpose>(of.Key), of.Max(row => row.Version),
            of.Where(row => row.MadeAt <= now - Settling).Select(row => row.Version).DefaultIfEmpty(of.Min(row => row.Version)).Max()))];
    }

    private static KeyPurpose PurposeOf(WrappedKey row) => Enum.Parse<KeyPurpose>(row.Purpose);

    /// <summary>Of the master key that wraps them all; null in a database without keys.</summary>
    public static string? MasterIdOf(PlatformDb db) =>
        db.Set<WrappedKey>().AsNoTracking().OrderBy(key => key.Purpose).Select(key => key.Wrapped).FirstOrDefault() is { } wrapped
            ? MasterKey.IdOf(wrapped)
            : null;

    /// <summary>The same key under another master key.</summary>
    public static byte[] Rewrapped(WrappedKey row, MasterKey present, MasterKey next) => row.Purpose == Root
        ? RootKey.Unwrap(present, row.Wrapped).Wrapped(next)
        : DataKey.Unwrap(present, PurposeOf(row), (ushort)row.Version, row.Wrapped).Wrapped(next);

    public static async Task<RootKey> RootOf(PlatformDb db, MasterKey master, CancellationToken cancel)
    {
        var row = await db.Set<WrappedKey>().Where(key => key.Purpose == Root).AsNoTracking().SingleAsync(cancel);
        return RootKey.Unwrap(master, row.Wrapped);
    }
}
