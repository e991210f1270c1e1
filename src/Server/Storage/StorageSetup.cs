using Guanwei.Server.Actions;
using Guanwei.Server.Holidays;
using Guanwei.Server.Hosting;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.People;
using Guanwei.Server.RuleBooks;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Guanwei.Server.Storage;

/// <summary>The database, the keys and what is in force, opened before anything else starts.</summary>
public static class StorageSetup
{
    public static void AddStorage(this WebApplicationBuilder builder, Happenings happenings)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Clock>();
        services.AddSingleton(RoleTable.Load());
        services.AddSingleton<InForceSource>();
        services.AddSingleton(happenings);
        services.TryAddSingleton<JobSignal>();
        services.AddSingleton<Actions.Actions>();
        services.AddSingleton(provider => new Databases(
            provider.GetRequiredService<DataFolder>().Database(builder.Configuration["Database"]),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => LoadMaster(
            provider.GetRequiredService<DataFolder>(), provider.GetRequiredService<Databases>(),
            provider.GetRequiredService<ILogger<NextMasterKey>>()));
        services.AddHostedService<StorageOpener>();
        services.AddHostedService<InForceWatch>();
        services.AddHealthChecks().AddCheck<StorageReady>("storage", tags: [Health.Ready]);
    }

    /// <summary>Where the database is: the connection string given, else the file in the data folder.</summary>
    public static DatabaseSettings Database(this DataFolder folder, string? connection) => string.IsNullOrWhiteSpace(connection)
        ? DatabaseSettings.Sqlite(folder.MainDatabase)
        : DatabaseSettings.Postgres(connection);

    private static MasterKey LoadMaster(DataFolder folder, Databases databases, ILogger<NextMasterKey> log)
    {
        var next = new NextMasterKey(MasterKeyFile.DefaultPath(folder.Root));
        if (next.IsThere && folder.IsOurs)
        {
            next.Settle(databases, log);
        }
        return LoadMaster(folder, databases.Settings, next.InForce(databases));
    }

    /// <summary>
    /// Without key and database nothing was ever installed here; a database whose key is gone is another trouble.
    /// </summary>
    /// <param name="inForce">The file of the key; null for the usual one, when the database cannot say.</param>
    internal static MasterKey LoadMaster(DataFolder folder, DatabaseSettings database, string? inForce)
    {
        var path = inForce ?? MasterKeyFile.DefaultPath(folder.Root);
        if (!File.Exists(path) && database.FileIsGone)
        {
            throw new HaltException(ExitCode.Refused, Hosting.Texts.Say("Storage.NotMade"));
        }
        return MasterKeyFile.Load(path, () => Environment.GetEnvironmentVariable(MasterKeyFile.PassphraseVariable));
    }

    /// <summary>
    /// Reads what is in force anew: at the start, and after settings, local rules, calendar or keys have changed.
    /// </summary>
    public static async Task ReadInForce(this IServiceProvider services, CancellationToken cancel)
    {
        var databases = services.GetRequiredService<Databases>();
        await using var db = databases.OpenForSystem("reading what is in force");
        var installation = await db.Set<Installation>().AsNoTracking().SingleOrDefaultAsync(cancel)
            ?? throw new HaltException(ExitCode.Refused, Hosting.Texts.Say("Storage.NotMade"));
        var clock = services.GetRequiredService<Clock>();
        clock.ShiftTo(installation.ClockShift);
        var ring = await StoredKeys.Ring(db, services.GetRequiredService<MasterKey>(), cancel, clock.Now);
        var (book, local) = await LocalBook.Read(db, cancel);
        services.GetRequiredService<InForceSource>().Replace(new InForce(
            book, installation.Profile, await HolidayYear.Calendar(db, cancel), installation.OfficeEnd, installation.Kind,
            ring, services.GetRequiredService<Happenings>())
        {
            Local = local,
        });
    }
}

internal sealed class StorageOpener(IServiceProvider services, Databases databases) : IHostedService
{
    public async Task StartAsync(CancellationToken cancel)
    {
        await databases.Migrate(cancel);
        await services.ReadInForce(cancel);
    }

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
}
