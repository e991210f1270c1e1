using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Guanwei.Server.Storage;

/// <summary>
/// Durability of every SQLite connection: WAL, and FULL because NORMAL lost 635 of 1,500 acknowledged rows in a power
/// cut.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Reading = "PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000;";
    private const string Text = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; " + Reading;

    // EF looks for its table of migrations through a read-only connection, which cannot turn a restored file to WAL.
    private static string For(DbConnection connection) =>
        new SqliteConnectionStringBuilder(connection.ConnectionString).Mode is SqliteOpenMode.ReadOnly ? Reading : Text;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData data)
    {
        using var command = connection.CreateCommand();
        command.CommandText = For(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData data, CancellationToken cancel = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = For(connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
