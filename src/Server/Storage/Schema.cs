using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Storage;

/// <summary>
/// Which migrations the database has and which this program knows. Reads the table of migrations and no row of an
/// agency.
/// </summary>
public static class Schema
{
#pragma warning disable RS0030
    /// <summary>In the order in which they were applied.</summary>
    public static async Task<IReadOnlyList<string>> AppliedMigrations(this PlatformDb db, CancellationToken cancel) =>
        [.. await db.Database.GetAppliedMigrationsAsync(cancel)];

    /// <summary>In the order in which they are applied.</summary>
    public static IReadOnlyList<string> KnownMigrations(DatabaseKind kind)
    {
        using PlatformDb db = kind is DatabaseKind.Sqlite
            ? new SqliteDesign().CreateDbContext([])
            : new PostgresDesign().CreateDbContext([]);
        return [.. db.Database.GetMigrations()];
    }
#pragma warning restore RS0030
}
