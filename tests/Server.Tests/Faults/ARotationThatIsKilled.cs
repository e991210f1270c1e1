using System.Net;
using Guanwei.Samples;
using Guanwei.Server.Applications;
using Guanwei.Server.Files;
using Guanwei.Server.Hosting;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Faults;

/// <summary>New data keys, and a server that dies again and again while it seals everything anew under them.</summary>
public sealed class ARotationThatIsKilled
{
    private static readonly int[] points = Environment.GetEnvironmentVariable("GUANWEI_LONG") == "1"
        ? [.. Enumerable.Range(1, 12).Select(n => n * 8)]
        : [45];

    [Fact]
    public async Task Goes_on_where_it_was_until_nothing_is_left_under_the_old_keys()
    {
        await using var site = await Site.On(DatabaseKind.Sqlite);
        var deeds = await Filled(site);
        var (code, _, error) = await site.Says("keys", "rotate");
        Assert.True(code == 0, error);

        foreach (var point in points)
        {
            await Dies(site, point);
            Assert.Empty((await Books.Check(site, deeds)).Select(wrong => $"point {point}: {wrong}"));
        }
        await using var last = await site.Starts();
        await site.Settles();

        Assert.Empty(await Books.Check(site, deeds));
        using var databases = new Databases(site.Database);
        await using var db = databases.OpenForSystem("test");
        var ring = await StoredKeys.Ring(db, MasterKeyFile.Load(MasterKeyFile.DefaultPath(site.Data), () => null), default);
        Assert.Equal(2, ring.CurrentVersion(KeyPurpose.File));
        var staff = Assert.Single(await db.Set<StaffEntry>().Where(x => x.Mobile != null).ToListAsync());
        Assert.Equal("13800000001", staff.OpenMobile(ring));
        Assert.Equal(2, KeyRing.VersionOf(staff.Mobile));
        Assert.All(await db.Set<ProtectionKey>().ToListAsync(), key => Assert.Equal(2, KeyRing.VersionOf(key.Xml)));
        var vault = new FileVault(Path.Combine(site.Data, "files"));
        Assert.All(vault.Enumerate(), file => Assert.Equal(2, vault.KeyVersion(file.Id)));
        Assert.Equal(3, vault.Enumerate().Count());
    }

    /// <summary>An application with a sealed number and three sealed files.</summary>
    private static async Task<IReadOnlyList<Deed>> Filled(Site site)
    {
        await using var server = await site.Starts();
        using var clerk = new Clerk(site.NewBrowser(), site.ApplicantEmail);
        await clerk.SignsIn();
        var started = await clerk.Sends("/applications/new", "/applications/new", Applications.Applying.ForGoodFields);
        var application = string.Join('/', started.Reply!.LedTo!.Split('/')[..3]);
        List<Deed> deeds = [started, await clerk.Sends(application + "/staff", application + "/staff", new()
        {
            ["a.name"] = "王一", ["a.establishment"] = "civil-servant", ["a.email"] = "a@example.gov.cn", ["a.mobile"] = "13800000001",
        })];
        foreach (var kind in (string[])["application-form", "id-card-front", "id-card-back"])
        {
            deeds.Add(await clerk.Sends(
                application + "/documents", application + "/documents", new() { ["kind"] = kind },
                new("file", SamplePicture.Jpeg(text: kind))));
        }
        Assert.All(deeds, deed => Assert.Equal(HttpStatusCode.SeeOther, deed.Reply!.Status));
        await site.Settles();
        return deeds;
    }

    private static async Task Dies(Site site, int point)
    {
        try
        {
            await using var server = await site.Starts(FaultPoints.Order(inForm: false, commitsOnly: false, point));
            await Task.WhenAny(server.Process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(3)));
        }
        catch (ServerDiedException)
        {
            // So early that it was not ready yet.
        }
    }
}
