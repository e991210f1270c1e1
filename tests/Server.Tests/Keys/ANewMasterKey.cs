using System.Text.Json;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Audit;
using Guanwei.Server.Hosting;
using Guanwei.Server.Hosting.Commands;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Keys;

/// <summary>`guanwei keys renew` as an administrator says it.</summary>
public sealed class ANewMasterKey : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("guanwei-renew-");

    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    public ANewMasterKey()
    {
        Environment.SetEnvironmentVariable(Passphrase.ExportVariable, "a passphrase of the test");
        Environment.SetEnvironmentVariable(Passphrase.NewVariable, "another passphrase of the test");
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        home.Delete(recursive: true);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Wraps_every_key_and_leaves_what_they_have_sealed_as_it_is(DatabaseKind kind)
    {
        await using var lent = await Made(kind);
        var old = Master();
        using var databases = Open(lent);
        var value = await Sealed(databases, old);
        Assert.Equal(0, (await Say(lent, "keys", "export", Export)).Code);
        Assert.Equal("ok", (await Doctor(lent))["keys.exported"]);

        var facts = await Renewed(lent);

        var present = Master();
        Assert.NotEqual(old.Id, present.Id);
        Assert.Equal((old.Id, present.Id), (Text(facts, "before"), Text(facts, "masterKey")));
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
        Assert.Equal(old.Id, MasterKeyFile.Load(Text(facts, "kept")!, () => null).Id);
        Assert.False(Next.IsThere);
        var found = await Doctor(lent);
        Assert.Equal(("ok", "warn"), (found["keys.fit"], found["keys.exported"]));
        Assert.DoesNotContain("keys.next", found.Keys);
    }

    [Fact]
    public async Task Says_where_the_old_key_is_and_what_to_do_next_in_both_languages()
    {
        await Made(DatabaseKind.Sqlite);
        var old = Master().Id;

        var chinese = (await Say(null, "keys", "renew")).Output;
        Assert.Contains($"master.{old}.json", chinese, StringComparison.Ordinal);
        Assert.Contains("guanwei keys export", chinese, StringComparison.Ordinal);
        var english = (await Say(null, "keys", "renew", "--lang", "en", "--passphrase", "new")).Output;
        Assert.Contains("guanwei keys export", english, StringComparison.Ordinal);
        Assert.Contains(MasterKeyFile.PassphraseVariable, english, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", english);
    }

    [Fact]
    public async Task Is_under_a_new_passphrase_the_present_one_or_none()
    {
        await Made(DatabaseKind.Sqlite);
        Assert.Equal(0, (await Say(null, "keys", "renew", "--passphrase", "new")).Code);
        Assert.Equal(KeyTrouble.PassphraseNeeded, Assert.Throws<KeyException>(() => Master()).Trouble);
        var first = MasterKeyFile.IdOf(KeyFile);
        Assert.Equal(1, (await Say(null, "keys", "renew")).Code);

        Assert.Equal(0, await Knowing("another passphrase of the test", "keys", "renew"));
        Assert.True(MasterKeyFile.NeedsPassphrase(KeyFile));
        Assert.NotEqual(first, MasterKeyFile.Load(KeyFile, () => "another passphrase of the test").Id);

        Assert.Equal(0, await Knowing("another passphrase of the test", "keys", "renew", "--passphrase", "none"));
        Assert.Equal("ok", (await Doctor(null))["keys.fit"]);
    }

    [Fact]
    public async Task Is_refused_while_the_data_folder_is_in_use_and_where_there_is_none()
    {
        await Made(DatabaseKind.Sqlite);
        var before = Master().Id;
        using (DataFolder.Open(Data))
        {
            var (code, _, error) = await OwnProcess.Run("keys", "renew", "--data", Data);
            Assert.Equal(1, code);
            Assert.Contains(Data, error, StringComparison.Ordinal);
        }
        Assert.Equal(before, Master().Id);
        Assert.Equal([KeyFile], Directory.GetFiles(Data + ".keys"));

        var nowhere = Path.Combine(home.FullName, "nowhere");
        Assert.Equal(1, (await OwnProcess.Run("keys", "renew", "--data", nowhere)).Code);
        Assert.False(Directory.Exists(nowhere));
        Assert.Equal(2, (await Say(null, "keys", "renew", "--passphrase", "secret")).Code);
    }

    [Fact]
    public async Task Waits_until_no_other_node_works_and_a_node_with_the_old_file_does_not_start()
    {
        await using var lent = await Made(DatabaseKind.Postgres);
        var other = Path.Combine(home.FullName, "other");
        Directory.CreateDirectory(other + ".keys");
        File.Copy(KeyFile, MasterKeyFile.DefaultPath(other));
        await using (var node = new GuanweiHost { Data = other, Settings = { ["database"] = lent!.Settings.Connection } })
        {
            node.StartServer();
            var (code, _, error) = await Say(lent, "keys", "renew");
            Assert.True(code == 1, error);
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", error);
        }

        await Renewed(lent);

        var late = await OwnProcess.Run(
            "serve", "--data", other, "--database", lent.Settings.Connection, "--urls=http://127.0.0.1:0");
        Assert.Equal(1, late.Code);
        Assert.Contains("master.json", late.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_backups_made_before_to_the_old_key_and_its_export()
    {
        await Made(DatabaseKind.Sqlite);
        Assert.Equal(0, (await Say(null, "keys", "export", Export)).Code);
        var archive = Path.Combine(home.FullName, "backup.tar");
        Assert.Equal(0, (await Say(null, "backup", archive, "--seal")).Code);
        await Renewed(null);
        var later = Path.Combine(home.FullName, "later.export.json");
        Assert.Equal(0, (await Say(null, "keys", "export", later)).Code);

        var restored = Path.Combine(home.FullName, "restored");
        Assert.Equal(1, (await Say(null, "restore", archive, "--keys", later, "--data", restored)).Code);
        Assert.Equal(0, (await Say(null, "restore", archive, "--keys", Export, "--data", restored)).Code);
        Assert.Equal("ok", (await Doctor(null, restored))["keys.fit"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Puts_aside_what_an_earlier_one_left_over_and_never_deletes_it(bool isReadable)
    {
        await Made(DatabaseKind.Sqlite);
        var never = MasterKey.New(TimeProvider.System.GetUtcNow());
        MasterKeyFile.Save(never, Next.File, passphrase: null);
        if (!isReadable)
        {
            await File.WriteAllTextAsync(Next.File, "{");
        }
        Assert.Equal(("ok", "warn"), ((await Doctor(null))["keys.fit"], (await Doctor(null))["keys.next"]));
        Assert.True(Next.IsThere);

        var facts = await Renewed(null);

        var aside = Text(facts, "putAside")!;
        Assert.Equal(isReadable ? never.Id : null, MasterKeyFile.IdOf(aside));
        Assert.True(File.Exists(aside));
        Assert.False(Next.IsThere);
        Assert.Equal("ok", (await Doctor(null))["keys.fit"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Leaves_no_data_key_behind_that_was_rotated_in_the_same_moment(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var (old, next) = (MasterKey.New(house.Clock.Machine), MasterKey.New(house.Clock.Machine.AddSeconds(1)));
        await Installing.Make(
            house.Databases, old, house.Clock, new(InstallationKind.Real, "测试安装", Profile.Guide, Installing.UsualOfficeEnd),
            House.NewOperation(), default);
        using var start = new ManualResetEventSlim();

        var renews = Task.Run(() => When(start, () => house.Do(
            Actor.System("test"), RenewMasterKey.Verb, act => RenewMasterKey.Run(act, new(old, next), default))));
        var rotates = Enumerable.Range(0, 3).Select(_ => Task.Run(() => When(start, () => house.Do(
            Actor.System("test"), RotateKeys.Verb, act => RotateKeys.Run(act, new(old, [KeyPurpose.Field]), default))))).ToList();
        start.Set();
        foreach (var rotate in rotates)
        {
            // Too late, it is told so; in time, its key was wrapped anew with the others.
            await rotate.ContinueWith(_ => { }, TaskScheduler.Default);
            Assert.True(
                rotate.IsCompletedSuccessfully
                || rotate.Exception!.InnerException is KeyException { Trouble: KeyTrouble.OtherMasterKey }, $"{rotate.Exception}");
        }
        var renewed = await renews is Outcome<int>.Done;

        await using var db = house.Databases.OpenForSystem("test");
        await StoredKeys.Ring(db, renewed ? next : old, default);
        await Assert.ThrowsAsync<KeyException>(() => house.Do(
            Actor.System("test"), RotateKeys.Verb,
            act => RotateKeys.Run(act, new(renewed ? old : next, RotateKeys.Rotatable), default)));
    }

    private string Data => Path.Combine(home.FullName, "data");

    private string KeyFile => MasterKeyFile.DefaultPath(Data);

    private NextMasterKey Next => new(KeyFile);

    private string Export => Path.Combine(home.FullName, "master.export.json");

    private MasterKey Master() => MasterKeyFile.Load(KeyFile, () => null);

    private Databases Open(TestDatabase? lent) =>
        new(lent?.Settings ?? DatabaseSettings.Sqlite(DataFolder.MainDatabaseOf(Data)));

    private async Task<TestDatabase?> Made(DatabaseKind kind)
    {
        if (kind is DatabaseKind.Sqlite)
        {
            TestInstallation.MakeIn(Data);
            return null;
        }
        var lent = await TestDatabase.EmptyPostgres();
        var (code, _, error) = await Say(lent, "init", "--name", "测试安装");
        Assert.True(code == 0, error);
        return lent;
    }

    private static async Task<SealedField> Sealed(Databases databases, MasterKey master)
    {
        await using var db = databases.OpenForSystem("test");
        return (await StoredKeys.Ring(db, master, default)).SealField("people", "phone", "1", "13800000001");
    }

    private async Task<JsonElement> Renewed(TestDatabase? lent)
    {
        var (code, output, error) = await Say(lent, "keys", "renew", "--json");
        Assert.True(code == 0, output + error);
        return JsonDocument.Parse(output).RootElement.GetProperty("facts");
    }

    private async Task<Dictionary<string, string>> Doctor(TestDatabase? lent, string? data = null)
    {
        var (_, output, _) = await Say(lent, ["doctor", "--json", .. data is null ? (string[])[] : ["--data", data]]);
        return JsonDocument.Parse(output).RootElement.GetProperty("facts").EnumerateArray().ToDictionary(
            finding => finding.GetProperty("check").GetString()!, finding => finding.GetProperty("level").GetString()!);
    }

    private static string? Text(JsonElement facts, string name) => facts.GetProperty(name).GetString();

    private static Task<TAnswer> When<TAnswer>(ManualResetEventSlim start, Func<Task<TAnswer>> run)
    {
        start.Wait();
        return run();
    }

    private async Task<int> Knowing(string passphrase, params string[] words)
    {
        await using var program = OwnProcess.Start(
            AppContext.BaseDirectory, "/", new() { [MasterKeyFile.PassphraseVariable] = passphrase }, [.. words, "--data", Data]);
        await program.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return program.Process.ExitCode;
    }

    private async Task<(int Code, string Output, string Error)> Say(TestDatabase? lent, params string[] words)
    {
        using StringWriter output = new(), error = new();
        string[] args = [.. words, .. words.Contains("--data") ? (string[])[] : ["--data", Data],
            .. lent is null ? (string[])[] : ["--database", lent.Settings.Connection]];
        var code = await CommandLine.Run(
            args, output, error, ServeCommand.Word, InitCommand.Word, BackupWord.Word, RestoreWord.Word, KeysWord.Word, DoctorWord.Word);
        return (code, output.ToString(), error.ToString());
    }
}
