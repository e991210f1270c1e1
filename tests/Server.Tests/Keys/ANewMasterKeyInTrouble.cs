using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Hosting;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;

namespace Guanwei.Server.Tests.Keys;

/// <summary>
/// A renewal that meets a running server, what an earlier one left over, or a rotation in the same moment.
/// </summary>
public sealed class ANewMasterKeyInTrouble : IDisposable
{
    private readonly KeysConsole console = new();

    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Fact]
    public async Task Is_refused_while_the_data_folder_is_in_use_and_where_there_is_none()
    {
        await console.Made(DatabaseKind.Sqlite);
        var before = console.Master().Id;
        using (DataFolder.Open(console.Data))
        {
            var (code, _, error) = await OwnProcess.Run("keys", "renew", "--data", console.Data);
            Assert.Equal(1, code);
            Assert.Contains(console.Data, error, StringComparison.Ordinal);
        }
        Assert.Equal(before, console.Master().Id);
        Assert.Equal([console.KeyFile], Directory.GetFiles(console.Data + ".keys"));

        var nowhere = Path.Combine(console.Home, "nowhere");
        Assert.Equal(1, (await OwnProcess.Run("keys", "renew", "--data", nowhere)).Code);
        Assert.False(Directory.Exists(nowhere));
        Assert.Equal(2, (await console.Say(null, "keys", "renew", "--passphrase", "secret")).Code);
    }

    [Fact]
    public async Task Waits_until_no_other_node_works_and_a_node_with_the_old_file_does_not_start()
    {
        await using var lent = await console.Made(DatabaseKind.Postgres);
        var other = Path.Combine(console.Home, "other");
        Directory.CreateDirectory(other + ".keys");
        File.Copy(console.KeyFile, MasterKeyFile.DefaultPath(other));
        await using (var node = new GuanweiHost { Data = other, Settings = { ["database"] = lent!.Settings.Connection } })
        {
            node.StartServer();
            var (code, _, error) = await console.Say(lent, "keys", "renew");
            Assert.True(code == 1, error);
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", error);
        }

        await console.Renewed(lent);

        var late = await OwnProcess.Run(
            "serve", "--data", other, "--database", lent.Settings.Connection, "--urls=http://127.0.0.1:0");
        Assert.Equal(1, late.Code);
        Assert.Contains("master.json", late.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Puts_aside_what_an_earlier_one_left_over_and_never_deletes_it(bool isReadable)
    {
        await console.Made(DatabaseKind.Sqlite);
        var never = MasterKey.New(TimeProvider.System.GetUtcNow());
        MasterKeyFile.Save(never, console.Next.File, passphrase: null);
        if (!isReadable)
        {
            await File.WriteAllTextAsync(console.Next.File, "{");
        }
        Assert.Equal(("ok", "warn"), ((await console.Doctor(null))["keys.fit"], (await console.Doctor(null))["keys.next"]));
        Assert.True(console.Next.IsThere);

        var facts = await console.Renewed(null);

        var aside = KeysConsole.Text(facts, "putAside")!;
        Assert.Equal(isReadable ? never.Id : null, MasterKeyFile.IdOf(aside));
        Assert.True(File.Exists(aside));
        Assert.False(console.Next.IsThere);
        Assert.Equal("ok", (await console.Doctor(null))["keys.fit"]);
    }

    [Fact]
    public async Task Is_called_neither_used_nor_left_over_until_the_database_can_say_so()
    {
        await console.Made(DatabaseKind.Sqlite);
        File.Move(console.KeyFile, console.Next.File);
        MasterKeyFile.Save(MasterKey.New(TimeProvider.System.GetUtcNow()), console.KeyFile, passphrase: null);
        var only = MasterKeyFile.IdOf(console.Next.File);
        var empty = Path.Combine(console.Home, "empty.db");
        await File.WriteAllBytesAsync(empty, []);
        var nowhere = Path.Combine(console.Home, "nowhere.db");
        var log = new Overheard<NextMasterKey>();

        foreach (var silent in new[]
        {
            DatabaseSettings.Postgres("Host=127.0.0.1;Port=1;Username=nobody;Timeout=3"),
            DatabaseSettings.Sqlite(empty), DatabaseSettings.Sqlite(nowhere),
        })
        {
            using var away = new Databases(silent);
            Assert.Null(console.Next.InForce(away));
            console.Next.Settle(away, log);
        }
        Assert.Empty(log.Said);
        Assert.Equal(only, MasterKeyFile.IdOf(console.Next.File));
        Assert.False(File.Exists(nowhere));

        using var back = console.Open(null);
        console.Next.Settle(back, log);
        Assert.Single(log.Said);
        Assert.Equal((only, false), (console.Master().Id, console.Next.IsThere));
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

    private static Task<TAnswer> When<TAnswer>(ManualResetEventSlim start, Func<Task<TAnswer>> run)
    {
        start.Wait();
        return run();
    }

    public void Dispose() => console.Dispose();
}
