using System.Data.Common;
using Guanwei.Server.Backups;
using Guanwei.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Guanwei.Server.Doctor;

/// <summary>The database: is whole, answers, and has this program's tables.</summary>
public static class DatabaseChecks
{
    /// <summary>Whether its tables can be read by this program, and what was found.</summary>
    internal static async Task<(bool Readable, IReadOnlyList<Finding> Findings)> Run(
        Databases databases, CancellationToken stop)
    {
        var settings = databases.Settings;
        List<Finding> findings = [];
        if (settings.Kind is DatabaseKind.Sqlite)
        {
            if (settings.FileIsGone)
            {
                return (false, [Finding.Of("database.answers", Level.Fail, "missing")]);
            }
            var file = new SqliteConnectionStringBuilder(settings.Connection).DataSource;
            // Before anything is read: what a damaged file says is worth nothing, and opening it for writing could do
            // more harm.
            if (!await DatabaseCopy.IsWhole(file, stop))
            {
                return (false, [Finding.Fail("database.whole")]);
            }
            findings.Add(Finding.Ok("database.whole"));
        }
        try
        {
            await using var db = databases.OpenForSystem("doctor");
            var applied = await db.AppliedMigrations(stop);
            findings.Add(Finding.Ok("database.answers", settings.Kind));
            findings.Add(Version(Schema.KnownMigrations(settings.Kind), applied));
        }
        catch (DbException trouble)
        {
            return (false, [.. findings, Finding.Fail("database.answers", Hosting.Scrub.Text(trouble.Message))]);
        }
        var readable = findings[^1].Level is Level.Ok;
        if (settings.Kind is DatabaseKind.Postgres)
        {
            findings.Add(PostgresTool.Find("pg_dump") is null || PostgresTool.Find("pg_restore") is null
                ? Finding.Warn("database.tools")
                : Finding.Ok("database.tools"));
        }
        return (readable, findings);
    }

    /// <param name="known">The migrations of this program.</param>
    /// <param name="applied">Those that the database has been through.</param>
    public static Finding Version(IReadOnlyList<string> known, IReadOnlyList<string> applied)
    {
        if (applied.FirstOrDefault(migration => !known.Contains(migration)) is { } unknown)
        {
            return Finding.Of("database.version", Level.Fail, "newer", unknown);
        }
        if (applied.Count == 0)
        {
            return Finding.Of("database.version", Level.Fail, "empty");
        }
        var pending = known.Count - applied.Count;
        return pending > 0
            ? Finding.Of("database.version", Level.Warn, "pending", pending)
            : Finding.Ok("database.version", applied[^1]);
    }
}
