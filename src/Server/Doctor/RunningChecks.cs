using Guanwei.Server.Audit;
using Guanwei.Server.Hosting;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.RuleBooks;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Guanwei.Server.Ui;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Doctor;

/// <summary>
/// What keeps an installation running day by day: its one row, the audit's sealer, the clock, local rules, mail, https.
/// </summary>
internal static class RunningChecks
{
    // The sealer works each second; minutes of unsealed entries mean that it stands still.
    private static readonly TimeSpan longestTail = TimeSpan.FromMinutes(10);

    public static async Task<IReadOnlyList<Finding>> Run(IServiceProvider services, CancellationToken stop)
    {
        await using var db = services.GetRequiredService<Databases>().OpenForSystem("doctor");
        var installation = await db.Set<Installation>().AsNoTracking().SingleOrDefaultAsync(stop);
        if (installation is null)
        {
            return [Finding.Fail("installation.made")];
        }
        var settings = services.GetRequiredService<IConfiguration>();
        var now = services.GetRequiredService<Clock>().Machine;
        List<Finding> findings =
        [
            Finding.Ok("installation.made", installation.Name),
            // Entries bear business time, which runs ahead in a demo.
            await AuditTail(db, now + installation.ClockShift, stop),
            installation.MachineSeen - now > ClockWatch.Tolerated
                ? Finding.Fail("clock", installation.MachineSeen - now)
                : Finding.Ok("clock"),
        ];
        findings.Add(await LocalRules(db, stop));
        if (installation.Kind is InstallationKind.Real)
        {
            var mail = settings.GetSection("Doors:Mail").Get<MailSettings>()?.Host;
            findings.Add(string.IsNullOrEmpty(mail) ? Finding.Warn("mail") : Finding.Ok("mail", mail));
            findings.Add(Cookies.HttpsOnly(settings) ? Finding.Ok("https") : Finding.Warn("https"));
        }
        return findings;
    }

    private static async Task<Finding> LocalRules(PlatformDb db, CancellationToken stop)
    {
        var (_, local) = await LocalBook.Read(db, stop);
        return local.Unfit.Count == 0
            ? Finding.Ok("rules.local", local.Approvals)
            : Finding.Warn("rules.local", local.Unfit.Count, string.Join(", ", local.Unfit.Select(x => x.Rule)));
    }

    private static async Task<Finding> AuditTail(PlatformDb db, DateTimeOffset now, CancellationToken stop)
    {
        var tail = db.Set<AuditEntry>().Where(entry => entry.Number == null);
        var count = await tail.CountAsync(stop);
        if (count == 0)
        {
            return Finding.Ok("audit.tail");
        }
        var oldest = await tail.MinAsync(entry => entry.At, stop);
        return now - oldest > longestTail ? Finding.Warn("audit.tail", count) : Finding.Of("audit.tail", Level.Ok, "short", count);
    }
}
