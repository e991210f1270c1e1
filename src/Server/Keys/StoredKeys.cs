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

    public static async Task<KeyRing> Ring(PlatformDb db, MasterKey master, CancellationToken cancel)
    {
        var rows = await db.Set<WrappedKey>().Where(key => key.Purpose != Root).AsNoTracking().ToListAsync(cancel);
        return new KeyRing(rows.Select(row =>
            DataKey.Unwrap(master, Enum.Parse<KeyPurpose>(row.Purpose), (ushort)row.Version, row.Wrapped)));
    }

    public static async Task<RootKey> RootOf(PlatformDb db, MasterKey master, CancellationToken cancel)
    {
        var row = await db.Set<WrappedKey>().Where(key => key.Purpose == Root).AsNoTracking().SingleAsync(cancel);
        return RootKey.Unwrap(master, row.Wrapped);
    }
}
