using Microsoft.Data.Sqlite;

namespace Guanwei.Server.Storage;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Where the installation's database is: a file in the data folder, or a PostgreSQL connection string.
/// </summary>
public sealed record DatabaseSettings(DatabaseKind Kind, string Connection)
{
    /// <summary>Whoever opened it now would make an empty one. A PostgreSQL server tells by itself.</summary>
    public bool FileIsGone =>
        Kind is DatabaseKind.Sqlite && !File.Exists(new SqliteConnectionStringBuilder(Connection).DataSource);

    public static DatabaseSettings Sqlite(string file) => new(DatabaseKind.Sqlite, $"Data Source={file}");

    public static DatabaseSettings Postgres(string connection) => new(DatabaseKind.Postgres, connection);
}
