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
        Assert.Contains(all, deed => deed.Status is HttpStatusCode.SeeOther);
        await Recovers(site, all);
    }

    /// <summary>Starts, repeats the last clicks of the life before, works until it is killed.</summary>
    private static async Task<IReadOnlyList<Deed>> Live(Site site, TimeSpan span, IReadOnlyList<Deed> before)
    {
        var (process, address) = await site.Starts();
        await using var server = process;
        using var one = new Clerk(Site.NewBrowser(address), site.ApplicantEmail);
        using var two = new Clerk(Site.NewBrowser(address), site.ApplicantEmail);
        await one.SignsIn();
        await two.SignsIn();
        await Repeat(one, before);
        var work = Task.WhenAll(Work(one), Work(two));
        await Task.WhenAny(work, Task.Delay(span, TestContext.Current.CancellationToken));
        // SIGKILL: no handler runs, nothing is flushed.
        process.Process.Kill();
        await work;
        await process.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return [.. one.Done, .. two.Done];
    }

    private static async Task Repeat(Clerk clerk, IReadOnlyList<Deed> before)
    {
        foreach (var deed in before)
        {
            var (status, led) = (deed.Status, deed.LedTo);
            await clerk.SendsAgain(deed, deed);
            Assert.Equal(HttpStatusCode.SeeOther, deed.Status);
            if (status is not null)
            {
                Assert.Equal((status, led), (deed.Status, deed.LedTo));
            }
        }
    }

    /// <summary>Applications, names, documents, over and over, until nobody answers any more.</summary>
    private static async Task Work(Clerk clerk)
    {
        var picture = SamplePicture.Png(640, 480);
        try
        {
            for (var round = 0; round < 1000; round++)
            {
                var started = await clerk.Sends("/applications", "/applications", []);
                Assert.Equal(HttpStatusCode.SeeOther, started.Status);
                var application = string.Join('/', started.LedTo!.Split('/')[..3]);
                await clerk.Sends(application + "/name", application + "/name", new() { ["name"] = $"示例民政{round}" });
                await clerk.Sends(
                    application + "/documents", application + "/documents", new() { ["kind"] = "application-form" }, picture);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
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
        await Repeat(clerk, [.. all.TakeLast(10)]);
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
