using Guanwei.Server.Actions;
using Guanwei.Server.Hosting;
using Guanwei.Server.Hosting.Commands;
using Guanwei.Server.Keys;
using Guanwei.Server.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Keys;

/// <summary>Two servers on one database: keys rotated by one are known to the other before anything is sealed with them.</summary>
public sealed class TwoNodes : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("guanwei-nodes-");

    [Fact]
    public async Task Take_on_new_keys_and_never_meet_a_value_whose_key_they_do_not_know()
    {
        await using var database = await TestDatabase.EmptyPostgres();
        var (first, second) = (Path.Combine(_home.FullName, "one"), Path.Combine(_home.FullName, "two"));
        var (code, _, error) = await Guanwei("init", "--data", first, "--database", database.Settings.Connection, "--name", "两个节点");
        Assert.True(code == 0, error);
        // The nodes share keys and files; here each has a folder of its own, for a folder belongs to one process.
        Directory.CreateDirectory(second + ".keys");
        foreach (var file in Directory.GetFiles(first + ".keys"))
        {
            File.Copy(file, Path.Combine(second + ".keys", Path.GetFileName(file)));
        }
        await using GuanweiHost one = Node(first, database), two = Node(second, database);
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

    private static KeyRing Ring(GuanweiHost node) => node.Services.GetRequiredService<InForceSource>().Current.Keys;

    private static GuanweiHost Node(string data, TestDatabase database)
    {
        var node = new GuanweiHost { Data = data, Settings = { ["database"] = database.Settings.Connection } };
        node.StartServer();
        return node;
    }

    private static async Task<(int Code, string Output, string Error)> Guanwei(params string[] args)
    {
        using StringWriter output = new(), error = new();
        return (await CommandLine.Run(args, output, error, ServeCommand.Word, InitCommand.Word), output.ToString(), error.ToString());
    }

    public void Dispose() => _home.Delete(recursive: true);
}
