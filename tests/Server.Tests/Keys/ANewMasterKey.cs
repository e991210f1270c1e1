using Guanwei.Server.Audit;
using Guanwei.Server.Hosting;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Keys;

/// <summary>`guanwei keys renew` as an administrator says it.</summary>
public sealed class ANewMasterKey : IDisposable
{
    private readonly KeysConsole console = new();

    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Wraps_every_key_and_leaves_what_they_have_sealed_as_it_is(DatabaseKind kind)
    {
        await using var lent = await console.Made(kind);
        var old = console.Master();
        using var databases = console.Open(lent);
        var value = await Sealed(databases, old);
        Assert.Equal(0, (await console.Say(lent, "keys", "export", console.Export)).Code);
        Assert.Equal("ok", (await console.Doctor(lent))["keys.exported"]);

        var facts = await console.Renewed(lent);

        var present = console.Master();
        Assert.NotEqual(old.Id, present.Id);
        Assert.Equal((old.Id, present.Id), (KeysConsole.Text(facts, "before"), KeysConsole.Text(facts, "masterKey")));
        await using var db = databases.OpenForSystem("test");
        var rows = await db.Set<WrappedKey>().ToListAsync();
        Assert.Equal(Enum.GetValues<KeyPurpose>().Length + 1, rows.Count);
        Assert.Equal(rows.Count, facts.GetProperty("keys").GetInt32());
        Assert.All(rows, row => Assert.Equal(present.Id, MasterKey.IdOf(row.Wrapped)));
        Assert.Equal("13800000001", (await StoredKeys.Ring(db, present, default)).OpenField("people", "phone", "1", value));
        var trouble = await Assert.ThrowsAsync<KeyException>(() => StoredKeys.Ring(db, old, default));
        Assert.Equal(KeyTrouble.OtherMasterKey, trouble.Trouble);
        var installation = await db.Set<Installation>().SingleAsync();
        Assert.Equal(installation.RootKey, (await StoredKeys.RootOf(db, present, default)).Public.Export());

        var audited = await db.Set<AuditEntry>().SingleAsync(entry => entry.Verb == RenewMasterKey.Verb);
        Assert.Equal(("done", $"{old.Id} → {present.Id}"), (audited.Outcome, audited.ObjectId));
        Assert.Equal(old.Id, MasterKeyFile.Load(KeysConsole.Text(facts, "kept")!, () => null).Id);
        Assert.False(console.Next.IsThere);
        var found = await console.Doctor(lent);
        Assert.Equal(("ok", "warn"), (found["keys.fit"], found["keys.exported"]));
        Assert.DoesNotContain("keys.next", found.Keys);
    }

    [Fact]
    public async Task Says_where_the_old_key_is_and_what_to_do_next_in_both_languages()
    {
        await console.Made(DatabaseKind.Sqlite);
        var old = console.Master().Id;

        var chinese = (await console.Say(null, "keys", "renew")).Output;
        Assert.Contains($"master.{old}.json", chinese, StringComparison.Ordinal);
        Assert.Contains("guanwei keys export", chinese, StringComparison.Ordinal);
        var english = (await console.Say(null, "keys", "renew", "--lang", "en", "--passphrase", "new")).Output;
        Assert.Contains("guanwei keys export", english, StringComparison.Ordinal);
        Assert.Contains(MasterKeyFile.PassphraseVariable, english, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", english);
    }

    [Fact]
    public async Task Is_under_a_new_passphrase_the_present_one_or_none()
    {
        await console.Made(DatabaseKind.Sqlite);
        Assert.Equal(0, (await console.Say(null, "keys", "renew", "--passphrase", "new")).Code);
        Assert.Equal(KeyTrouble.PassphraseNeeded, Assert.Throws<KeyException>(() => console.Master()).Trouble);
        var first = MasterKeyFile.IdOf(console.KeyFile);
        Assert.Equal(1, (await console.Say(null, "keys", "renew")).Code);

        Assert.Equal(0, await Knowing("another passphrase of the test", "keys", "renew"));
        Assert.True(MasterKeyFile.NeedsPassphrase(console.KeyFile));
        Assert.NotEqual(first, MasterKeyFile.Load(console.KeyFile, () => "another passphrase of the test").Id);

        Assert.Equal(0, await Knowing("another passphrase of the test", "keys", "renew", "--passphrase", "none"));
        Assert.Equal("ok", (await console.Doctor(null))["keys.fit"]);
    }

    [Fact]
    public async Task Leaves_backups_made_before_to_the_old_key_and_its_export()
    {
        await console.Made(DatabaseKind.Sqlite);
        Assert.Equal(0, (await console.Say(null, "keys", "export", console.Export)).Code);
        var archive = Path.Combine(console.Home, "backup.tar");
        Assert.Equal(0, (await console.Say(null, "backup", archive, "--seal")).Code);
        await console.Renewed(null);
        var later = Path.Combine(console.Home, "later.export.json");
        Assert.Equal(0, (await console.Say(null, "keys", "export", later)).Code);

        var restored = Path.Combine(console.Home, "restored");
        Assert.Equal(1, (await console.Say(null, "restore", archive, "--keys", later, "--data", restored)).Code);
        Assert.Equal(0, (await console.Say(null, "restore", archive, "--keys", console.Export, "--data", restored)).Code);
        Assert.Equal("ok", (await console.Doctor(null, restored))["keys.fit"]);
    }

    private static async Task<SealedField> Sealed(Databases databases, MasterKey master)
    {
        await using var db = databases.OpenForSystem("test");
        return (await StoredKeys.Ring(db, master, default)).SealField("people", "phone", "1", "13800000001");
    }

    private async Task<int> Knowing(string passphrase, params string[] words)
    {
        await using var program = OwnProcess.Start(
            AppContext.BaseDirectory, "/", new() { [MasterKeyFile.PassphraseVariable] = passphrase }, [.. words, "--data", console.Data]);
        await program.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return program.Process.ExitCode;
    }

    public void Dispose() => console.Dispose();
}
