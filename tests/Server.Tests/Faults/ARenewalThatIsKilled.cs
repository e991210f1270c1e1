using Guanwei.Server.Keys;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Tests.Faults;

/// <summary>
/// A new master key, and a program that dies before the commit, right after it, and while the files change places: the
/// next start knows which file is in force.
/// </summary>
public sealed class ARenewalThatIsKilled
{
    public enum Where
    {
        BeforeTheCommit,
        AfterTheCommit,
        WithTheOldFileKept,
    }

    public static TheoryData<DatabaseKind, Where> All
    {
        get
        {
            var all = new TheoryData<DatabaseKind, Where>();
            foreach (var where in Enum.GetValues<Where>())
            {
                all.Add(DatabaseKind.Sqlite, where);
            }
            all.Add(DatabaseKind.Postgres, Where.AfterTheCommit);
            return all;
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Leaves_an_installation_that_starts_and_reads_all_that_was_sealed(DatabaseKind kind, Where where)
    {
        await using var site = await Site.On(kind);
        var keyFile = MasterKeyFile.DefaultPath(site.Data);
        var next = new NextMasterKey(keyFile);
        var old = MasterKeyFile.Load(keyFile, () => null);
        var value = await Seals(site, old);

        await Dies(site, where is Where.BeforeTheCommit ? 1 : 2);
        Assert.True(next.IsThere);
        var coming = MasterKeyFile.IdOf(next.File);
        if (where is Where.WithTheOldFileKept)
        {
            File.Copy(keyFile, next.KeptAs(old.Id));
        }
        var committed = where is not Where.BeforeTheCommit;
        // Beside a folder that it does not hold, a word finds the right key and moves nothing.
        Assert.Contains("keys.next", (await site.Says("doctor", "--json")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await site.Says("audit", "verify")).Code);
        Assert.True(next.IsThere);

        await using (await site.Starts())
        {
            await site.Settles();
        }

        var present = MasterKeyFile.Load(keyFile, () => null);
        Assert.Equal(committed ? coming : old.Id, present.Id);
        Assert.Equal(!committed, next.IsThere);
        Assert.Equal(committed, File.Exists(next.KeptAs(old.Id)));
        Assert.Equal("13800000001", await Opens(site, present, value));
        Assert.Empty(await Books.Check(site, []));
        var (code, _, error) = await site.Says("keys", "renew");
        Assert.True(code == 0, error);
        Assert.Equal("13800000001", await Opens(site, MasterKeyFile.Load(keyFile, () => null), value));
    }

    private static async Task Dies(Site site, int commit)
    {
        site.Arm(FaultPoints.Order(inForm: false, commitsOnly: true, commit));
        await using var program = site.Program("keys", "renew");
        await program.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(site.HasObeyed, "it lived");
        site.Arm(null);
    }

    private static async Task<SealedField> Seals(Site site, MasterKey master)
    {
        using var databases = new Databases(site.Database);
        await using var db = databases.OpenForSystem("test");
        return (await StoredKeys.Ring(db, master, default)).SealField("people", "phone", "1", "13800000001");
    }

    private static async Task<string> Opens(Site site, MasterKey master, SealedField value)
    {
        using var databases = new Databases(site.Database);
        await using var db = databases.OpenForSystem("test");
        return (await StoredKeys.Ring(db, master, default)).OpenField("people", "phone", "1", value);
    }
}
