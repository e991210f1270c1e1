using Guanwei.Server.Storage;
using Npgsql;

namespace Guanwei.Server.Tests.Given;

/// <summary>An empty database of its own for one test, copied from a template that was migrated once.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim making = new(1, 1);
    private static readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("guanwei-db-");
    private static string? sqliteTemplate;
    private static string? postgresTemplate;
    private static int count;

    private readonly Func<ValueTask> _drop;

    private TestDatabase(DatabaseSettings settings, Func<ValueTask> drop) => (Settings, _drop) = (settings, drop);

    public DatabaseSettings Settings { get; }

    public static TheoryData<DatabaseKind> Both => [DatabaseKind.Sqlite, DatabaseKind.Postgres];

    /// <summary>Connection with the right to create databases; `.ci/run` starts the server it names.</summary>
    public static string PostgresServer => Environment.GetEnvironmentVariable("GUANWEI_POSTGRES")
        ?? "Host=127.0.0.1;Username=guanwei;Password=guanwei;Database=postgres";

    public static Task<TestDatabase> On(DatabaseKind kind) => kind is DatabaseKind.Sqlite ? Sqlite() : Postgres();

    /// <summary>A PostgreSQL database without tables: what a restore asks for.</summary>
    public static async Task<TestDatabase> EmptyPostgres()
    {
        await Needs.Postgres();
        var name = $"guanwei_test_{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
        await Tell($"CREATE DATABASE {name}");
        return new TestDatabase(
            DatabaseSettings.Postgres(ConnectionTo(name)), async () => await Drop(name));
    }

    private static async Task<TestDatabase> Sqlite()
    {
        await making.WaitAsync();
        try
        {
            sqliteTemplate ??= await Migrated(Path.Combine(folder.FullName, "template.db"));
        }
        finally
        {
            making.Release();
        }
        var file = Path.Combine(folder.FullName, $"{Interlocked.Increment(ref count)}.db");
        File.Copy(sqliteTemplate, file);
        return new TestDatabase(DatabaseSettings.Sqlite(file), () =>
        {
            foreach (var leftover in Directory.GetFiles(folder.FullName, Path.GetFileName(file) + "*"))
            {
                File.Delete(leftover);
            }
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<string> Migrated(string file)
    {
        var settings = DatabaseSettings.Sqlite(file);
        using (var databases = new Databases(settings))
        {
            await databases.Migrate(CancellationToken.None);
        }
        // A copy without its -wal would lose rows: closing the last connection folds the log into the file.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return file;
    }

    private static async Task<TestDatabase> Postgres()
    {
        await Needs.Postgres();
        await making.WaitAsync();
        try
        {
            postgresTemplate ??= await MigratedPostgres();
        }
        finally
        {
            making.Release();
        }
        var name = $"guanwei_test_{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
        await Tell($"CREATE DATABASE {name} TEMPLATE {postgresTemplate}");
        return new TestDatabase(
            DatabaseSettings.Postgres(ConnectionTo(name)), async () => await Drop(name));
    }

    private static async Task<string> MigratedPostgres()
    {
        var name = $"guanwei_template_{Environment.ProcessId}";
        await Tell($"CREATE DATABASE {name}");
        using (var databases = new Databases(DatabaseSettings.Postgres(ConnectionTo(name) + ";Pooling=false")))
        {
            await databases.Migrate(CancellationToken.None);
        }
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(name).GetAwaiter().GetResult();
        return name;
    }

    private static string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(PostgresServer) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    /// <summary>The same database by a wire that can be cut.</summary>
    public (TestDatabase Database, Wire Wire) ByWire()
    {
        var server = new NpgsqlConnectionStringBuilder(Settings.Connection);
        var wire = new Wire(server.Host!, server.Port);
        (server.Host, server.Port) = ("127.0.0.1", wire.Port);
        return (new TestDatabase(DatabaseSettings.Postgres(server.ConnectionString), _drop), wire);
    }

    // FORCE ends connections that a test has left, but is refused (42501) while the server's own autovacuum is at work in
    // the database, because it belongs to no role of ours; a plain DROP makes that stop, but not what a test has left.
    private static async Task Drop(string database)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await Tell($"DROP DATABASE IF EXISTS {database}{(tries % 2 == 1 ? " WITH (FORCE)" : "")}");
                return;
            }
            catch (PostgresException busy) when (tries < 6
                && busy.SqlState is (PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ObjectInUse))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    private static async Task Tell(string statement)
    {
        await using var connection = new NpgsqlConnection(PostgresServer + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Settings.Kind is DatabaseKind.Postgres)
        {
            NpgsqlConnection.ClearAllPools();
        }
        await _drop();
    }
}
