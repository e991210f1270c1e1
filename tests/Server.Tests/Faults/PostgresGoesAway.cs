using System.Diagnostics;
using System.Net;
using Guanwei.Server.Audit;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Faults;

/// <summary>
/// A PostgreSQL that breaks every connection and takes no new one, and is there again later: a wire between the server
/// and its database is cut. Ten seconds with GUANWEI_LONG=1.
/// </summary>
public sealed class PostgresGoesAway
{
    private static readonly TimeSpan gone = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("GUANWEI_LONG") == "1" ? 10 : 3);

    [Fact]
    public async Task And_people_are_told_to_come_back_and_all_goes_on_without_a_restart()
    {
        await using var database = await TestDatabase.EmptyPostgres();
        var (byWire, wire) = database.ByWire();
        using var cut = wire;
        await using var site = await Site.On(byWire.Settings);
        await using var process = await site.Starts();
        using var clerk = new Clerk(site.NewBrowser(), site.ApplicantEmail);
        using var browser = site.NewBrowser();
        await clerk.SignsIn();
        var (deed, html) = await clerk.Prepares("/applications/new", "/applications/new", Applications.Applying.ForGoodFields);
        Assert.Equal(HttpStatusCode.OK, await Ready(browser));

        wire.Cut();
        var waited = Stopwatch.StartNew();
        var (told, ready) = (new List<Reply>(), new List<HttpStatusCode>());
        while (waited.Elapsed < gone)
        {
            told.Add(await clerk.Sends(deed, html));
            ready.Add(await Ready(browser));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live")).StatusCode);
            await Task.Delay(100);
        }
        wire.Mend();
        // This process's own connections went with the server's.
        Npgsql.NpgsqlConnection.ClearAllPools();

        Assert.All(told, reply => Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status));
        Assert.All(told, reply => Assert.Contains("系统繁忙", reply.Said, StringComparison.Ordinal));
        Assert.All(ready, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        Assert.False(process.Process.HasExited);
        await Eventually(async () => await Ready(browser) is HttpStatusCode.OK, "The server is not ready again.");
        deed.Reply = await clerk.Sends(deed, html);
        Assert.True(deed.Reply.IsDone, $"{deed.Reply}");
        var id = deed.Reply.LedTo!.Split('/')[2];
        Deed[] deeds = [deed, await clerk.Sends($"/applications/{id}/name", $"/applications/{id}/name", new() { ["name"] = "样例民政" })];

        // Jobs and the sealer, too, went on by themselves.
        using var databases = new Databases(site.Database);
        await Eventually(
            async () =>
            {
                await using var db = databases.OpenForSystem("test");
                return !await db.Set<AuditEntry>().AnyAsync(entry => entry.Number == null)
                    && !await db.Set<Job>().AnyAsync(job => job.UniqueKey == "timer" && job.LastError != null);
            },
            "The audit is not sealed, or a timer is still in trouble.");
        await site.Settles();
        process.Process.Kill();
        await process.Process.WaitForExitAsync();
        Assert.Empty(await Books.Check(site, deeds));
        Assert.Equal(0, (await site.Says("audit", "verify")).Code);
    }

    private static async Task<HttpStatusCode> Ready(HttpClient browser) => (await browser.GetAsync("/health/ready")).StatusCode;

    private static async Task Eventually(Func<Task<bool>> happened, string otherwise)
    {
        for (var waited = Stopwatch.StartNew(); !await happened(); await Task.Delay(100))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(90), otherwise);
        }
    }
}
