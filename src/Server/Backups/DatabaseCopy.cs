using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guanwei.Server.Backups;

/// <summary>One consistent copy of the database as a file, made beside running writers; and the way back.</summary>
public static class DatabaseCopy
{
    public static async Task Make(DatabaseSettings settings, string file, CancellationToken stop)
    {
        // Made first, for its mode: neither SQLite nor pg_dump would keep others from reading it.
        await DurableFile.Create(file).DisposeAsync();
        if (settings.Kind is DatabaseKind.Sqlite)
        {
            await CopySqlite(settings.Connection, file, stop);
        }
        else
        {
            await PostgresTool.Run("pg_dump", settings.Connection, ["--format=custom", "--no-owner", "--no-privileges", $"--file={file}"], stop);
        }
    }

    public static Task RestorePostgres(string connection, string dump, CancellationToken stop) => PostgresTool.Run(
        "pg_restore", connection, ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", dump], stop);

    /// <summary>SQLite's own check of every page and index.</summary>
    public static async Task<bool> IsWhole(string file, CancellationToken stop)
    {
        try
        {
            await using var database = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            await database.OpenAsync(stop);
            await using var check = new SqliteCommand("PRAGMA integrity_check(1)", database);
            return await check.ExecuteScalarAsync(stop) is "ok";
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    public static async Task<bool> IsEmptyPostgres(string connection, CancellationToken stop)
    {
        await using var database = new NpgsqlConnection(connection + ";Pooling=false");
        await database.OpenAsync(stop);
        await using var count = new NpgsqlCommand(
            "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'S')", database);
        return await count.ExecuteScalarAsync(stop) is 0L;
    }

    // One step copies the state of one instant: in WAL mode readers and writers do not wait for each other.
    private static async Task CopySqlite(string connection, string file, CancellationToken stop)
    {
        await using var from = new SqliteConnection(connection);
        await using var to = new SqliteConnection($"Data Source={file};Pooling=False");
        await from.OpenAsync(stop);
        await to.OpenAsync(stop);
        await Task.Run(() => from.BackupDatabase(to), stop);
        // The copy says WAL like its original; as a single file it needs no log beside it.
        await using var single = new SqliteCommand("PRAGMA journal_mode=DELETE", to);
        await single.ExecuteNonQueryAsync(stop);
    }
}
