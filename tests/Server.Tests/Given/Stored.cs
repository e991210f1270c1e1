using System.Globalization;
using System.Text;
using Guanwei.Server.Keys;
using Microsoft.Data.Sqlite;

namespace Guanwei.Server.Tests.Given;

/// <summary>What a SQLite installation has in its tables, so that a test can say: nothing of it changed.</summary>
internal static class Stored
{
    // Looking leaves its own traces: who signed in, what was refused, what a timer did.
    private static readonly string[] traces =
        ["audit_entries", "audit_head", "audit_checkpoints", "operation", "sessions", "installation", "__EFMigrationsHistory", "sqlite_sequence"];

    private const string Busy =
        "SELECT 1 FROM jobs WHERE unique_key IS NOT 'timer' AND (state = 'Running' OR (state = 'Due' AND attempts = 0))";

    private const string Jobs = "SELECT id, kind, payload, object_id FROM jobs WHERE unique_key IS NOT 'timer'";

    /// <summary>A digest for each table, once no job is waiting or running.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> In(GuanweiHost host)
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(host.Data, "main.db")};Mode=ReadOnly;Pooling=false");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        // What waits for a later day, or for a pause after a failure, stays as it is.
        for (var round = 0; round < 100 && (await Rows(database, Busy)).Count > 0; round++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        var digests = new Dictionary<string, string>();
        foreach (var table in await Rows(database, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        {
            if (traces.Contains(table))
            {
                continue;
            }
            var rows = await Rows(database, table == "jobs" ? Jobs : $"SELECT * FROM \"{table}\"");
            digests[table] = $"{rows.Count}: {Sm3.Hex(string.Join('\n', rows.Order(StringComparer.Ordinal)))}";
        }
        return digests;
    }

    private static async Task<List<string>> Rows(SqliteConnection database, string query)
    {
        await using var command = database.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            var row = new StringBuilder();
            for (var column = 0; column < reader.FieldCount; column++)
            {
                row.Append(column == 0 ? "" : "|").Append(reader.GetValue(column) is byte[] bytes
                    ? Convert.ToHexString(bytes)
                    : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture));
            }
            rows.Add(row.ToString());
        }
        return rows;
    }
}
