using System.Diagnostics;
using System.Globalization;
using Guanwei.Server.Actions;
using Guanwei.Server.Audit;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;

namespace Guanwei.Benchmarks;

/// <summary>Entries written, sealed and verified: entries a second of each, processor time, and the memory of the verification.</summary>
internal static class AuditChain
{
    private const int Batch = 5_000;

    public static async Task<int> Run(Options options)
    {
        var (installation, _) = await FilledInstallation.Make(options, accounts: 0);
        await using var kept = installation;
        using var databases = new Databases(installation.Settings);
        var clock = new Clock(TimeProvider.System);
        var inForce = installation.InForce;
        var report = new Report($"audit, {options.Entries} entries", options);

        await Measure(report, $"written, {Batch} to a commit", async () =>
        {
            for (var written = 0; written < options.Entries; written += Batch)
            {
                await Write(databases, inForce.Current, clock.Now, Math.Min(Batch, options.Entries - written));
            }
            return options.Entries;
        });
        await Measure(report, "sealed", () => new Sealer(databases, inForce).SealAll(CancellationToken.None));

        await using var reading = databases.OpenForSystem("bench");
        var root = await StoredKeys.RootOf(reading, installation.Master, CancellationToken.None);
        var evidence = new Server.Audit.Evidence(inForce.Current.Keys, root.Public, []);
        GC.Collect();
        var (before, most) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        Verdict? verdict = null;
        await Measure(report, "verified", async () =>
        {
            verdict = await new Verification(reading, evidence, clock.Machine).Run(
                _ =>
                {
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
                    return ValueTask.FromResult(true);
                }, CancellationToken.None);
            return (int)verdict.Entries;
        });
        // Entry 0 is the installation's own.
        report.Add("verdict", verdict!.Sound ? "sound" : "UNSOUND", "sound", verdict.Sound && verdict.Entries >= options.Entries);
        report.Add("managed memory while verifying, above the start, MB", Numbers.Say(most / 1048576.0, "0"));
        return report.Print();
    }

    private static async Task Write(Databases databases, InForce inForce, DateTimeOffset now, int count)
    {
        await using var db = databases.OpenForSystem("bench");
        for (var i = 0; i < count; i++)
        {
            var act = new Act(db, Actor.System("bench"), "review.approve", default, now, inForce);
            act.About("application", "aq_0123456789abcdefghjkmnpqrs", null);
            act.Under(["review.days.county@1", "name.units.max@2"]);
            db.Add(AuditEntry.Of(act, "done", []));
        }
        await db.SaveChangesAsync();
    }

    private static async Task Measure(Report report, string what, Func<Task<int>> work)
    {
        var (began, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var count = await work();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var used = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
        report.Add(what, string.Create(
            CultureInfo.InvariantCulture, $"{count} in {seconds:0.0} s ({used:0.0} s of processor), {count / seconds:0} a second"));
        Console.Error.WriteLine($"{what}: {seconds:0.0} s");
    }
}
