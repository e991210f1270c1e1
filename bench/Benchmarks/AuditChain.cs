using System.Diagnostics;
using System.Globalization;
using Guanwei.Rules;
using Guanwei.Rules.WorkingDays;
using Guanwei.Server.Actions;
using Guanwei.Server.Audit;
using Guanwei.Server.Hosting;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;

namespace Guanwei.Benchmarks;

/// <summary>Entries written, sealed and verified on SQLite: entries a second of each, and the memory of the verification.</summary>
internal static class AuditChain
{
    private const int Batch = 5_000;

    public static async Task<int> Run(string[] options)
    {
        var count = int.Parse(Options.Text(options, "--entries") ?? "1000000", CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("guanwei-bench-audit-");
        try
        {
            await Measure(Path.Combine(folder.FullName, "main.db"), count);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
        return 0;
    }

    private static async Task Measure(string file, int count)
    {
        using var databases = new Databases(DatabaseSettings.Sqlite(file));
        await databases.Migrate(CancellationToken.None);
        var master = MasterKey.New(TimeProvider.System.GetUtcNow());
        var clock = new Clock(TimeProvider.System);
        await Installing.Make(
            databases, master, clock,
            new Installing.Request(InstallationKind.Real, "bench", Profile.Current, Installing.UsualOfficeEnd), default, default);
        await using var reading = databases.OpenForSystem("bench");
        var ring = await StoredKeys.Ring(reading, master, CancellationToken.None);
        var inForce = new InForceSource();
        inForce.Replace(new InForce(
            RuleBook.National, Profile.Current, WorkingDayCalendar.National, Installing.UsualOfficeEnd, InstallationKind.Real, ring,
            new Happenings()));

        var started = Stopwatch.GetTimestamp();
        for (var written = 0; written < count; written += Batch)
        {
            await using var db = databases.OpenForSystem("bench");
            for (var i = 0; i < Batch; i++)
            {
                var act = new Act(db, Actor.System("bench"), "review.approve", default, clock.Now, inForce.Current);
                act.About("application", "aq_0123456789abcdefghjkmnpqrs", null);
                act.Under(["review.days.county@1", "name.units.max@2"]);
                db.Add(AuditEntry.Of(act, "done", []));
            }
            await db.SaveChangesAsync();
        }
        Say("written", count, started);

        started = Stopwatch.GetTimestamp();
        var sealedEntries = await new Sealer(databases, inForce).SealAll(CancellationToken.None);
        Say("sealed", sealedEntries, started);

        started = Stopwatch.GetTimestamp();
        var evidence = new Server.Audit.Evidence(ring, (await StoredKeys.RootOf(reading, master, CancellationToken.None)).Public, []);
        var verdict = await new Verification(reading, evidence, clock.Machine).Run(null, CancellationToken.None);
        Say($"verified ({(verdict.Sound ? "sound" : "UNSOUND")})", (int)verdict.Entries, started);
        Console.WriteLine($"peak resident memory of the whole run: {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MB");
    }

    private static void Say(string what, int count, long started)
    {
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine($"{what}: {count} entries in {seconds:0.0} s, {count / seconds:0} a second");
    }
}
