using System.Diagnostics;
using System.Net;
using Guanwei.Samples;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Faults;

/// <summary>
/// kill -9 at any moment, many short lives on one data folder. Short in every run; with GUANWEI_LONG=1 for a hundred lives, and on
/// PostgreSQL too. GUANWEI_SEED repeats a run that failed.
/// </summary>
public sealed class AServerThatIsKilled
{
    private static readonly bool isLong = Environment.GetEnvironmentVariable("GUANWEI_LONG") == "1";
    private static readonly byte[] picture = SamplePicture.Png(640, 480);
    private static readonly int lives = isLong ? 100 : 3;
    private static readonly TimeSpan longestLife = TimeSpan.FromSeconds(isLong ? 3 : 1.5);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Has_done_once_what_it_has_answered_and_nothing_by_half(DatabaseKind kind)
    {
        Assert.SkipWhen(kind is DatabaseKind.Postgres && !isLong, "PostgreSQL only with GUANWEI_LONG=1.");
        await using var site = await Site.On(kind);
        var seed = int.TryParse(Environment.GetEnvironmentVariable("GUANWEI_SEED"), out var given) ? given : Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"GUANWEI_SEED={seed}");
        var chance = new Random(seed);
        var all = new List<Deed>();

        for (var life = 0; life < lives; life++)
        {
            all.AddRange(await Live(site, longestLife * chance.NextDouble(), [.. all.TakeLast(6)]));
            Assert.Empty((await Books.Check(site, all)).Select(wrong => $"seed {seed}, life {life}: {wrong}"));
            var (code, output, _) = await site.Says("audit", "verify");
            Assert.True(code == 0, $"seed {seed}, life {life}: {output}");
        }
        Assert.Contains(all, deed => deed.Status is HttpStatusCode.SeeOther && deed.Path == "/agencies/new");
        Assert.Contains(all, deed => deed.Status is HttpStatusCode.SeeOther && deed.Path.EndsWith("/documents", StringComparison.Ordinal));
        await Recovers(site, all);
    }

    /// <summary>Starts, repeats the last clicks of the life before, works until it is killed.</summary>
    private static async Task<IReadOnlyList<Deed>> Live(Site site, TimeSpan span, IReadOnlyList<Deed> before)
    {
        var (process, address) = await site.Starts();
        await using var server = process;
        using var one = new Clerk(Site.NewBrowser(address), site.SupervisorEmail);
        using var two = new Clerk(Site.NewBrowser(address), site.ApplicantEmail);
        await one.SignsIn();
        await two.SignsIn();
        await Repeat([one, two], before);
        var work = Task.WhenAll(Supervises(one), Applies(two));
        // The first pages after a start are slow: the time to live counts from the first form that was answered.
        await Task.WhenAny(work, Task.WhenAll(one.IsAtWork, two.IsAtWork), Task.Delay(TimeSpan.FromMinutes(1)));
        await Task.WhenAny(work, Task.Delay(span, TestContext.Current.CancellationToken));
        // SIGKILL: no handler runs, nothing is flushed.
        process.Process.Kill();
        await work;
        await process.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        // The last of each may be the one without an answer: they stand at the end, to be repeated first.
        return [.. one.Done.SkipLast(2), .. two.Done.SkipLast(2), .. one.Done.TakeLast(2), .. two.Done.TakeLast(2)];
    }

    private static async Task Repeat(IReadOnlyList<Clerk> clerks, IReadOnlyList<Deed> before)
    {
        foreach (var deed in before)
        {
            var clerk = clerks.Single(clerk => clerk.Email == deed.By);
            var (status, led) = (deed.Status, deed.LedTo);
            await clerk.SendsAgain(deed, deed);
            Assert.Equal(HttpStatusCode.SeeOther, deed.Status);
            if (status is not null)
            {
                Assert.Equal((status, led), (deed.Status, deed.LedTo));
            }
        }
    }

    /// <summary>Units entered and corrected, over and over, until nobody answers any more.</summary>
    private static Task Supervises(Clerk clerk) => UntilItIsKilled(async round =>
    {
        var unit = new Dictionary<string, string>
        {
            ["name"] = $"示例镇{round}-{House.NewOperation()}", ["parent"] = Site.Agency, ["level"] = "county",
            ["kind"] = "administrative", ["region-code"] = "420100", ["vertical"] = "no",
        };
        var entered = await clerk.Sends("/agencies/new", "/agencies/new", unit);
        Assert.Equal(HttpStatusCode.SeeOther, entered.Status);
        await clerk.Sends($"{entered.LedTo}/correct", $"{entered.LedTo}/correct", new(unit) { ["mail-domain"] = "m.example.gov.cn" });
    });

    /// <summary>Applications started and named, documents handed in.</summary>
    private static Task Applies(Clerk clerk) => UntilItIsKilled(async round =>
    {
        var started = await clerk.Sends("/applications", "/applications", []);
        Assert.Equal(HttpStatusCode.SeeOther, started.Status);
        var application = string.Join('/', started.LedTo!.Split('/')[..3]);
        await clerk.Sends(application + "/name", application + "/name", new() { ["name"] = $"示例民政{round}" });
        await clerk.Sends(
            application + "/documents", application + "/documents", new() { ["kind"] = "application-form" }, picture);
    });

    private static async Task UntilItIsKilled(Func<int, Task> work)
    {
        try
        {
            for (var round = 0; round < 1000; round++)
            {
                await work(round);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException { StatusCode: null } or IOException)
        {
            // The server was killed; the last deed has no answer.
        }
    }

    /// <summary>In a life that nobody ends, the jobs that were running come to an end, and all the clicks find their answers.</summary>
    private static async Task Recovers(Site site, IReadOnlyList<Deed> all)
    {
        var (process, address) = await site.Starts();
        await using var server = process;
        using var clerk = new Clerk(Site.NewBrowser(address), site.ApplicantEmail);
        await clerk.SignsIn();
        await Repeat([clerk], [.. all.Where(deed => deed.By == site.ApplicantEmail).TakeLast(6)]);
        using var databases = new Databases(site.Database);
        var waited = Stopwatch.StartNew();
        while (true)
        {
            await using var db = databases.OpenForSystem("test");
            if (!await db.Set<Job>().AnyAsync(
                job => job.UniqueKey != "timer" && (job.State == JobState.Running || job.State == JobState.Due)))
            {
                break;
            }
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(2), "A job runs for ever.");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }
}
