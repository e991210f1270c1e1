using System.Text.Json;
using Guanwei.Server.Hosting;
using Guanwei.Server.Hosting.Commands;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;

namespace Guanwei.Server.Tests.Keys;

/// <summary>An installation in a temporary folder and the words that an administrator says to it.</summary>
internal sealed class KeysConsole : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("guanwei-renew-");

    public KeysConsole()
    {
        Environment.SetEnvironmentVariable(Passphrase.ExportVariable, "a passphrase of the test");
        Environment.SetEnvironmentVariable(Passphrase.NewVariable, "another passphrase of the test");
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        home.Delete(recursive: true);
    }

    public string Home => home.FullName;

    public string Data => Path.Combine(home.FullName, "data");

    public string KeyFile => MasterKeyFile.DefaultPath(Data);

    public NextMasterKey Next => new(KeyFile);

    public string Export => Path.Combine(home.FullName, "master.export.json");

    public MasterKey Master() => MasterKeyFile.Load(KeyFile, () => null);

    public Databases Open(TestDatabase? lent) =>
        new(lent?.Settings ?? DatabaseSettings.Sqlite(DataFolder.MainDatabaseOf(Data)));

    public async Task<TestDatabase?> Made(DatabaseKind kind)
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

    public async Task<JsonElement> Renewed(TestDatabase? lent)
    {
        var (code, output, error) = await Say(lent, "keys", "renew", "--json");
        Assert.True(code == 0, output + error);
        return JsonDocument.Parse(output).RootElement.GetProperty("facts");
    }

    public async Task<Dictionary<string, string>> Doctor(TestDatabase? lent, string? data = null)
    {
        var (_, output, _) = await Say(lent, ["doctor", "--json", .. data is null ? (string[])[] : ["--data", data]]);
        return JsonDocument.Parse(output).RootElement.GetProperty("facts").EnumerateArray().ToDictionary(
            finding => finding.GetProperty("check").GetString()!, finding => finding.GetProperty("level").GetString()!);
    }

    public static string? Text(JsonElement facts, string name) => facts.GetProperty(name).GetString();

    public async Task<(int Code, string Output, string Error)> Say(TestDatabase? lent, params string[] words)
    {
        using StringWriter output = new(), error = new();
        string[] args = [.. words, .. words.Contains("--data") ? (string[])[] : ["--data", Data],
            .. lent is null ? (string[])[] : ["--database", lent.Settings.Connection]];
        var code = await CommandLine.Run(
            args, output, error, ServeCommand.Word, InitCommand.Word, BackupWord.Word, RestoreWord.Word, KeysWord.Word, DoctorWord.Word);
        return (code, output.ToString(), error.ToString());
    }
}
