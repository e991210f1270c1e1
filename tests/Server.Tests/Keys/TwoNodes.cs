using Guanwei.Server.Actions;
using Guanwei.Server.Holidays;
using Guanwei.Server.Hosting;
using Guanwei.Server.Hosting.Commands;
using Guanwei.Server.Keys;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Holidays;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Keys;

/// <summary>Two servers on one database: what one takes into force, the other takes on.</summary>
public sealed class TwoNodes : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("guanwei-nodes-");

    [Fact]
    public async Task Take_on_new_keys_and_never_meet_a_value_whose_key_they_do_not_know()
    {
        await using var database = await TestDatabase.EmptyPostgres();
        await using var nodes = await Nodes.On(database, _home.FullName);
        var (one, two) = (nodes.One, nodes.Two);
        Assert.Equal((1, 1), (Ring(one).CurrentVersion(KeyPurpose.Field), Ring(two).CurrentVersion(KeyPurpose.Field)));

        await one.Services.GetRequiredService<Server.Actions.Actions>().Do(Actor.System("test"), House.NewOperation(), RotateKeys.Verb,
            act => RotateKeys.Run(act, new(one.Services.GetRequiredService<MasterKey>(), RotateKeys.Rotatable), default), default);

        for (var look = 0; Ring(one).CurrentVersion(KeyPurpose.Field) < 2 || Ring(two).CurrentVersion(KeyPurpose.Field) < 2; look++)
        {
            Assert.True(look < 1200, "A node has not taken on the new keys in a minute.");
            var value = Ring(one).SealField("people", "phone", "1", "13800000000");
            Assert.Equal("13800000000", Ring(two).OpenField("people", "phone", "1", value));
            value = Ring(two).SealField("people", "phone", "1", "13800000000");
            Assert.Equal("13800000000", Ring(one).OpenField("people", "phone", "1", value));
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        Assert.Equal(2, Ring(two).SealField("people", "phone", "1", "13800000000").KeyVersion);
    }

    [Fact]
    public async Task Count_by_the_holidays_that_the_other_was_told()
    {
        await using var database = await TestDatabase.EmptyPostgres();
        await using var nodes = await Nodes.On(database, _home.FullName);

        _ = (await nodes.One.Services.GetRequiredService<Server.Actions.Actions>().Do(
            Actor.System("test"), House.NewOperation(), TakeInHolidays.Verb,
            act => TakeInHolidays.Run(act, new(2027, "国办发明电〔2026〕8号", TheHolidays.Of2027, 0), default), default)).Required;

        for (var look = 0; !nodes.Two.Services.GetRequiredService<InForceSource>().Current.Calendar.IsAnnounced(2027); look++)
        {
            Assert.True(look < 1200, "The other node has not taken on the holidays in a minute.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static KeyRing Ring(GuanweiHost node) => node.Services.GetRequiredService<InForceSource>().Current.Keys;

    public void Dispose() => _home.Delete(recursive: true);

    private sealed record Nodes(GuanweiHost One, GuanweiHost Two) : IAsyncDisposable
    {
        public static async Task<Nodes> On(TestDatabase database, string home)
        {
            var (first, second) = (Path.Combine(home, "one"), Path.Combine(home, "two"));
            var (code, error) = await Guanwei("init", "--data", first, "--database", database.Settings.Connection, "--name", "两个节点");
            Assert.True(code == 0, error);
            // The nodes share keys and files; here each has a folder of its own, for a folder belongs to one process.
            Directory.CreateDirectory(second + ".keys");
            foreach (var file in Directory.GetFiles(first + ".keys"))
            {
                File.Copy(file, Path.Combine(second + ".keys", Path.GetFileName(file)));
            }
            return new(Node(first, database), Node(second, database));
        }

        public async ValueTask DisposeAsync()
        {
            await Two.DisposeAsync();
            await One.DisposeAsync();
        }

        private static GuanweiHost Node(string data, TestDatabase database)
        {
            var node = new GuanweiHost { Data = data, Settings = { ["database"] = database.Settings.Connection } };
            node.StartServer();
            return node;
        }

        private static async Task<(int Code, string Error)> Guanwei(params string[] args)
        {
            using StringWriter output = new(), error = new();
            return (await CommandLine.Run(args, output, error, ServeCommand.Word, InitCommand.Word), error.ToString());
        }
    }
}
