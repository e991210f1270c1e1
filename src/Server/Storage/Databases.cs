using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Guanwei.Server.Storage;

/// <summary>
/// The only door to the database: authority is opened together with the data. No actor, no rows; opening for the system
/// says why, and what it then writes carries that reason in the audit.
/// </summary>
public sealed class Databases : IDisposable
{
    /// <summary>
    /// PostgreSQL lets 100 in, fewer than 200 people at one moment ask for, and a second node and a backup want some
    /// too: whoever finds all of these taken waits his turn. "Maximum Pool Size" in the connection string says
    /// otherwise.
    /// </summary>
    public const int MostConnections = 40;

    private readonly DbContextOptions<SqlitePlatformDb>? sqlite;
    private readonly DbContextOptions<PostgresPlatformDb>? postgres;

    public Databases(DatabaseSettings settings, ILoggerFactory? logs = null)
    {
        Settings = settings;
        Gate = new WriterGate(gated: settings.Kind is DatabaseKind.Sqlite);
        if (settings.Kind is DatabaseKind.Sqlite)
        {
            sqlite = Common(new DbContextOptionsBuilder<SqlitePlatformDb>(), logs)
                .UseSqlite(settings.Connection)
                .AddInterceptors(new SqlitePragmas())
                .Options;
        }
        else
        {
            postgres = Common(new DbContextOptionsBuilder<PostgresPlatformDb>(), logs)
                .UseNpgsql(Pooled(settings.Connection))
                .Options;
        }
    }

    public DatabaseSettings Settings { get; }

    public WriterGate Gate { get; }

    public PlatformDb OpenFor(Actor actor) => Open(actor.Scope);

    /// <param name="why">What the system does, as it will stand in the audit: "nightly retention".</param>
    public PlatformDb OpenForSystem(string why) => Open(DataScope.OfInstallation(why));

    internal PlatformDb Open(DataScope scope) =>
        sqlite is not null ? new SqlitePlatformDb(sqlite, scope) : new PostgresPlatformDb(postgres!, scope);

    public void Dispose() => Gate.Dispose();

    private static string Pooled(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        return settings.ShouldSerialize("Maximum Pool Size")
            ? connection
            : new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = MostConnections }.ConnectionString;
    }

    private DbContextOptionsBuilder<TDb> Common<TDb>(DbContextOptionsBuilder<TDb> builder, ILoggerFactory? logs) where TDb : DbContext =>
        (DbContextOptionsBuilder<TDb>)builder
            .AddInterceptors(new ScopeGuard(), new AppendOnly(), new GateKeeper(Gate))
            .ReplaceService<IModelCacheKeyFactory, ScopeModelKey>()
            .UseLoggerFactory(logs);
}
