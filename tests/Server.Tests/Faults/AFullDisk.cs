using System.Diagnostics;
using System.Net;
using Guanwei.Server.Audit;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Faults;

/// <summary>On a small disk of its own.</summary>
public sealed class AFullDisk
{
    [Fact]
    public async Task Is_said_in_words_harms_nothing_and_is_forgotten_when_there_is_room_again()
    {
        await using var disk = await SmallDisk.Of("64m");
        await using var site = await Site.On(DatabaseKind.Sqlite, disk.Root);
        await using var process = await site.Starts();
        using var clerk = new Clerk(site.NewBrowser(), site.ApplicantEmail);
        await clerk.SignsIn();
        var ballast = Path.Combine(disk.Root, "ballast");

        using var browser = site.NewBrowser();
        Fill(ballast);
        var refused = 0;
        // The log of the database has some room of its own left: a few writes may still pass, then none.
        for (var round = 0; round < 400 && refused < 3; round++)
        {
            using var late = new Clerk(site.NewBrowser(), site.ApplicantEmail);
            var (status, words) = await late.TriesToSignIn();
            if (status is not HttpStatusCode.SeeOther)
            {
                Assert.Equal(HttpStatusCode.InsufficientStorage, status);
                Assert.Contains("磁盘", words, StringComparison.Ordinal);
                refused++;
            }
        }
        Assert.Equal(3, refused);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sign-in", TestContext.Current.CancellationToken)).StatusCode);
        var archive = Path.Combine(disk.Root, "backup.tar");
        var (code, _, error) = await site.Says("backup", archive);
        Assert.True(code == 1, $"{code}: {error}");
        Assert.Contains("磁盘", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(disk.Root, "backup*"));
        // Longer than the sealer's period: it, too, met the full disk.
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.False(process.Process.HasExited);

        File.Delete(ballast);
        using var again = new Clerk(site.NewBrowser(), site.ApplicantEmail);
        await again.SignsIn();
        await IsSealed(site);
        Assert.Equal(0, (await site.Says("backup", archive)).Code);
        process.Process.Kill();
        await process.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await Books.Check(site, []));
        Assert.Equal("ok", await Integrity(site));
        Assert.Equal(0, (await site.Says("audit", "verify")).Code);
    }

    private static async Task IsSealed(Site site)
    {
        using var databases = new Databases(site.Database);
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            await using var db = databases.OpenForSystem("test");
            if (!await db.Set<AuditEntry>().AnyAsync(entry => entry.Number == null))
            {
                return;
            }
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), "The audit is not sealed though there is room again.");
        }
    }

    /// <summary>To the last byte.</summary>
    private static void Fill(string file)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 1 << 20; size > 0; size >>= 1)
        {
            try
            {
                while (true)
                {
                    stream.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // No room for this much: half of it, then.
            }
        }
    }

    private static async Task<string> Integrity(Site site)
    {
        await using var database = new SqliteConnection(site.Database.Connection + ";Pooling=false");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = database.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
