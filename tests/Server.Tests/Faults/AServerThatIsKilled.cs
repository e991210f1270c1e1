using System.Diagnostics;
using System.Text.Json;
using Guanwei.Server.Files;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Guanwei.Server.Tests.Faults;

/// <summary>
/// kill -9 at the steps of the main job, from init to the open account: before a commit, right after it, at any
/// statement of a form or of a job, after the answer. Short: a fifth of the steps, chosen by chance. With
/// GUANWEI_LONG=1: every step, on both databases. GUANWEI_SEED repeats a run that failed.
/// </summary>
public sealed class AServerThatIsKilled
{
    private static readonly bool isLong = Environment.GetEnvironmentVariable("GUANWEI_LONG") == "1";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task At_any_step_has_done_once_what_it_answered_and_nothing_by_half(DatabaseKind kind)
    {
        Assert.SkipWhen(kind is DatabaseKind.Postgres && !isLong, "PostgreSQL with GUANWEI_LONG=1: its commits are its own.");
        var seed = int.TryParse(Environment.GetEnvironmentVariable("GUANWEI_SEED"), out var given) ? given : Random.Shared.Next();
        var killer = new Killer(new Random(seed), isLong);
        try
        {
            await Walk(kind, killer);
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            throw new InvalidOperationException($"GUANWEI_SEED={seed}, {killer}", wrong);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}, seed {seed}: {killer}");
    }

    private static async Task Walk(DatabaseKind kind, Killer killer)
    {
        await using var site = await Site.Empty(kind);
        using var journey = new Journey(site, await Init(site, killer));
        var deeds = new List<(Deed Deed, string Home)>();
        var server = await site.Starts();
        try
        {
            await foreach (var step in journey.Steps())
            {
                var (deed, html) = await step.By.Prepares(step.Page, step.Path, step.Fields, step.File);
                deeds.Add((deed, step.Home));
                if (!killer.Chooses(step, site))
                {
                    deed.Reply = await step.By.Sends(deed, html);
                    Assert.True(deed.Reply.IsDone, $"{step.Path}: {deed.Reply}");
                    continue;
                }
                await killer.Kills(server, step, deed, html);
                await server.DisposeAsync();
                Assert.Empty(await Books.Check(site, [.. deeds.Select(one => one.Deed)]));
                server = await site.Starts();
                if (step.Anew is { } anew && deed.Reply is null && !(await step.By.Sends(deed, await step.By.Reads(step.Home))).IsDone)
                {
                    // What was typed has grown too old while the server was down; nobody had been told that it was
                    // done.
                    deeds.RemoveAt(deeds.Count - 1);
                    (deed, html) = await step.By.Prepares(step.Page, step.Path, await anew());
                    deeds.Add((deed, step.Home));
                }
                await Repeats(deed, step.Home);
            }
            await site.Settles();
            // An invitation is accepted by somebody who was not signed in yet: its answer leads to where one signs in.
            foreach (var (deed, home) in deeds.Where(one => one.Home != Journey.SignIn))
            {
                await Repeats(deed, home);
            }
        }
        finally
        {
            await server.DisposeAsync();
        }
        await Ends(site, [.. deeds.Select(one => one.Deed)]);
    }

    /// <summary>The same click again has the answer that was given, or now it is done.</summary>
    private static async Task Repeats(Deed deed, string home)
    {
        var reply = await deed.By.Sends(deed, await deed.By.Reads(home));
        Assert.True(reply.IsDone, $"{deed.Path} again: {reply}");
        Assert.Equal(deed.Reply ?? reply, reply);
        deed.Reply = reply;
    }

    /// <summary>`guanwei init`, killed and said again, as its own words advise.</summary>
    private static async Task<string> Init(Site site, Killer killer)
    {
        string[] init = ["init", "--json", "--name", "样例省政务新媒体平台", "--profile", "guide"];
        for (var kill = 0; kill < (isLong ? 4 : 1); kill++)
        {
            await killer.Kills(site, init);
        }
        var (code, output, error) = await site.Says(init);
        if (code != 0)
        {
            (code, output, error) = await site.Says("init", "--json", "--link");
        }
        Assert.True(code == 0, $"{output}{error}");
        Assert.Empty(await Books.Check(site, []));
        return JsonDocument.Parse(output).RootElement.GetProperty("facts").GetProperty("link").Deserialize<Uri>()!.AbsolutePath;
    }

    /// <summary>One account, nothing left to be done, and a day later no bytes that belong to nothing.</summary>
    private static async Task Ends(Site site, IReadOnlyList<Deed> deeds)
    {
        Assert.Empty(await Books.Check(site, deeds));
        Assert.Equal(0, (await site.Says("audit", "verify")).Code);
        using var databases = new Databases(site.Database);
        await using var db = databases.OpenForSystem("test");
        Assert.Equal("样例民政", (await db.Set<Server.Accounts.Account>().SingleAsync()).Name);
        var rows = await db.Set<StoredFile>().Select(file => file.Id.Value).ToListAsync();
        var vault = new FileVault(Path.Combine(site.Data, "files"));
        await using var later = site.Host(new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(25)));
        later.StartServer();
        for (var waited = Stopwatch.StartNew(); vault.Enumerate().Count() > rows.Count; await Task.Delay(50))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(20), "Bytes that belong to nothing stay for ever.");
        }
        Assert.Equal(rows.Order(), vault.Enumerate().Select(entry => entry.Id).Order());
    }
}
