using System.Data.Common;
using Guanwei.Server.Backups;
using Guanwei.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Guanwei.Server.Doctor;

/// <summary>The database: answers, has this program's tables, and is whole.</summary>
internal static class DatabaseChecks
{
    public static async Task<(bool Answers, IReadOnlyList<Finding> Findings)> Run(Databases databases, CancellationToken stop)
    {
        var settings = databases.Settings;
        if (settings.Kind is DatabaseKind.Sqlite && !File.Exists(new SqliteConnectionStringBuilder(settings.Connection).DataSource))
        {
            return (false, [Finding.Of("database.answers", Level.Fail, "missing")]);
        }
        List<Finding> findings = [];
        try
        {
            await using var db = databases.OpenForSystem("doctor");
            var applied = await db.AppliedMigrations(stop);
            findings.Add(Finding.Ok("database.answers", settings.Kind));
            findings.Add(Version(settings.Kind, applied, await db.PendingMigrations(stop)));
        }
        catch (DbException trouble)
        {
            return (false, [Finding.Fail("database.answers", Hosting.Scrub.Text(trouble.Message))]);
        }
        if (settings.Kind is DatabaseKind.Sqlite)
        {
            var file = new SqliteConnectionStringBuilder(settings.Connection).DataSource;
            findings.Add(await DatabaseCopy.IsWhole(file, stop) ? Finding.Ok("database.whole") : Finding.Fail("database.whole"));
        }
        else
        {
            findings.Add(PostgresTool.Find("pg_dump") is null || PostgresTool.Find("pg_restore") is null
                ? Finding.Warn("database.tools")
                : Finding.Ok("database.tools"));
        }
        return (findings.All(finding => finding.Level is not Level.Fail), findings);
    }

    private static Finding Version(DatabaseKind kind, IReadOnlyList<string> applied, IReadOnlyList<string> pending)
    {
        if (applied.FirstOrDefault(migration => !Schema.Knows(kind, migration)) is { } unknown)
        {
            return Finding.Of("database.version", Level.Fail, "newer", unknown);
        }
        if (applied.Count == 0)
        {
            return Finding.Of("database.version", Level.Fail, "empty");
        }
        return pending.Count > 0 ? Finding.Of("database.version", Level.Warn, "pending", pending.Count) : Finding.Ok("database.version", applied[^1]);
    }
}
