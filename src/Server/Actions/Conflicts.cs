using System.Net.Sockets;
using Guanwei.Server.Keys;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Guanwei.Server.Actions;

/// <summary>What a failed write means, told apart from its provider's words.</summary>
internal static class Conflicts
{
    // https://sqlite.org/rescode.html: SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_FULL
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteFull = 13;

    /// <summary>Somebody else was first: a version moved on, a unique key is taken, two transactions met.</summary>
    public static bool IsConflict(Exception error) => error switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: SqliteException sqlite } =>
            sqlite.SqliteExtendedErrorCode is SqliteUnique or SqlitePrimaryKey,
        DbUpdateException { InnerException: PostgresException postgres } => IsConflict(postgres),
        PostgresException postgres => postgres.SqlState
            is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        _ => false,
    };

    /// <summary>
    /// The database server is away: nothing can be said of this write except by asking for its operation again.
    /// </summary>
    public static bool IsAway(Exception error) => error switch
    {
        PostgresException postgres => postgres.SqlState.StartsWith("57P", StringComparison.Ordinal)
            || postgres.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException => true,
        SocketException or TimeoutException => true,
        _ => error.InnerException is { } inner && IsAway(inner),
    };

    public static bool IsDiskFull(Exception error) =>
        error is SqliteException { SqliteErrorCode: SqliteFull }
        || error is PostgresException { SqlState: PostgresErrorCodes.DiskFull }
        || (error is IOException problem && DurableFile.IsDiskFull(problem))
        || (error.InnerException is { } inner && IsDiskFull(inner));
}
