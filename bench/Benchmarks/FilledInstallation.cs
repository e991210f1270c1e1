using System.Diagnostics;
using Guanwei.Rules;
using Guanwei.Rules.WorkingDays;
using Guanwei.Server.Actions;
using Guanwei.Server.Audit;
using Guanwei.Server.Hosting;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Guanwei.Benchmarks;

/// <summary>
/// A real installation in a folder of its own, as `guanwei init` makes it, with the rows of a province in it
/// (<see cref="Filling"/>). On PostgreSQL in a database of its own, dropped at the end.
/// </summary>
internal sealed class FilledInstallation : IAsyncDisposable
{
    private const string Why = "benchmark data";

    private readonly string _home = Directory.CreateTempSubdirectory("guanwei-bench-").FullName;
    private readonly string? _server;
    private readonly string? _database;

    private FilledInstallation(string? server)
    {
        if (server is not null)
        {
            _server = server;
            _database = $"guanwei_bench_{Guid.NewGuid():N}";
            Postgres = new NpgsqlConnectionStringBuilder(server) { Database = _database }.ConnectionString;
        }
        Settings = Postgres is null
            ? DatabaseSettings.Sqlite(Path.Combine(Data, "main.db"))
            : DatabaseSettings.Postgres(Postgres);
    }

    public string Data => Path.Combine(_home, "data");

    /// <summary>The connection to its own database; none on SQLite.</summary>
    public string? Postgres { get; }

    public DatabaseSettings Settings { get; }

    public InForceSource InForce { get; } = new();

    public MasterKey Master { get; } = MasterKey.New(DateTimeOffset.UtcNow);

    /// <summary>An empty one for <paramref name="accounts"/> 0.</summary>
    public static async Task<(FilledInstallation Installation, Filling Filling)> Make(Options options, int accounts)
    {
        var made = new FilledInstallation(options.Postgres);
        var began = Stopwatch.GetTimestamp();
        if (made._server is not null)
        {
            await Tell(made._server, $"CREATE DATABASE {made._database}");
        }
        DataFolder.CreatePrivate(made.Data);
        MasterKeyFile.Save(made.Master, MasterKeyFile.DefaultPath(made.Data), passphrase: null);
        using var databases = new Databases(made.Settings);
        await databases.Migrate(CancellationToken.None);
        var clock = new Clock(TimeProvider.System);
        var wish = new Installing.Request(InstallationKind.Real, "bench", Profile.Current, Installing.UsualOfficeEnd);
        await Installing.Make(databases, made.Master, clock, wish, default, CancellationToken.None);
        await using (var db = databases.OpenForSystem(Why))
        {
            made.InForce.Replace(new InForce(
                RuleBook.National, wish.Profile, WorkingDayCalendar.National, wish.OfficeEnd, wish.Kind,
                await StoredKeys.Ring(db, made.Master, CancellationToken.None), new Happenings()));
        }
        var filling = new Filling(databases, made.InForce.Current, clock.Now, accounts);
        await filling.Fill();
        await new Sealer(databases, made.InForce).SealAll(CancellationToken.None);
        if (made.Postgres is not null)
        {
            // What autovacuum does within minutes; a server that has stood for a day has done it.
            await Tell(made.Postgres, "VACUUM ANALYZE");
        }
        Console.Error.WriteLine($"filled in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s: {filling.Rows} rows");
        return (made, filling);
    }

    private static async Task Tell(string connection, string statement)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        if (_server is not null)
        {
            await Tell(_server, $"DROP DATABASE {_database} WITH (FORCE)");
        }
        Directory.Delete(_home, recursive: true);
    }
}
