using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Storage;

/// <summary>Brings the database to this program's model, under a lock, before anything else touches it.</summary>
public static class Opening
{
    // WAL-reset bug: https://sqlite.org/releaselog/3_51_3.html
    private static readonly Version oldestSqlite = new(3, 51, 3);

    // Any number, the same for all nodes of a cluster: "gw" and the purpose.
    private const long MigrationLock = 0x6777_0001;

    public static async Task Migrate(this Databases databases, CancellationToken cancel)
    {
        await using var db = databases.OpenForSystem("migrations at start");
        // Raw SQL here touches no row of an agency: locks and migrations only.
#pragma warning disable RS0030
        if (databases.Settings.Kind is DatabaseKind.Sqlite)
        {
            await db.Database.OpenConnectionAsync(cancel);
            Require(Version.Parse(db.Database.GetDbConnection().ServerVersion));
            // The data folder's lock keeps others out, so a lock row found here was left by a process that was killed
            // while migrating.
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancel);
            await db.Database.MigrateAsync(cancel);
            return;
        }
        await db.Database.OpenConnectionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancel);
        try
        {
            await db.Database.MigrateAsync(cancel);
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
        }
#pragma warning restore RS0030
    }

    private static void Require(Version version)
    {
        if (version < oldestSqlite)
        {
            throw new InvalidOperationException($"SQLite {version} loses writes when the WAL is reset; {oldestSqlite} or newer is needed.");
        }
    }
}
