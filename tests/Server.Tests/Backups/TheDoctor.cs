using System.Text.Json;
using Guanwei.Server.Hosting;
using Guanwei.Server.Hosting.Commands;
using Guanwei.Server.Keys;
using Guanwei.Server.Tests.Given;

namespace Guanwei.Server.Tests.Backups;

/// <summary>The words of the command line as an administrator uses them, on a folder that `guanwei init` would have made.</summary>
public sealed class TheDoctor : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("guanwei-doctor-");

    public TheDoctor()
    {
        Environment.SetEnvironmentVariable(Passphrase.ExportVariable, "a passphrase of the test");
        TestInstallation.MakeIn(Data);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        home.Delete(recursive: true);
    }

    [Fact]
    public async Task Finds_a_fresh_installation_well_and_warns_until_its_key_was_exported()
    {
        var before = await Examine();
        Assert.Equal(0, before.Code);
        Assert.Equal("warn", before.Levels["keys.exported"]);
        Assert.DoesNotContain("fail", before.Levels.Values);

        var (code, _, error) = await Say("keys", "export", Export);
        Assert.True(code == 0, error);

        Assert.Equal("ok", (await Examine()).Levels["keys.exported"]);
        Assert.True(MasterKeyFile.NeedsPassphrase(Export));
    }

    [Fact]
    public async Task Says_after_a_restore_without_the_key_what_is_missing_and_the_import_mends_it()
    {
        Assert.Equal(0, (await Say("keys", "export", Export)).Code);
        Assert.Equal(0, (await Say("backup", Archive)).Code);

        var restored = Path.Combine(home.FullName, "other");
        Assert.Equal(0, (await Say("restore", Archive, "--data", restored)).Code);
        var found = await Examine(restored);
        Assert.Equal((1, "fail"), (found.Code, found.Levels["keys.file"]));
        Assert.Equal(("ok", "warn"), (found.Levels["database.answers"], found.Levels["files.whole"]));

        Assert.Equal(0, (await Say("keys", "import", Export, "--data", restored)).Code);
        Assert.Equal("ok", (await Examine(restored)).Levels["keys.fit"]);
    }

    [Fact]
    public async Task Finds_a_folder_open_to_others_and_says_how_to_close_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Data, File.GetUnixFileMode(Data) | UnixFileMode.OtherRead);
        }

        var (_, output, _) = await Say("doctor");

        Assert.Contains("chmod 700 " + Data, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_a_missing_database_and_a_missing_folder()
    {
        File.Delete(Path.Combine(Data, "main.db"));
        Assert.Equal("fail", (await Examine()).Levels["database.answers"]);

        Assert.Equal("fail", (await Examine(Path.Combine(home.FullName, "nowhere"))).Levels["data.folder"]);
        Assert.False(Directory.Exists(Path.Combine(home.FullName, "nowhere")));
    }

    [Fact]
    public async Task Speaks_both_languages()
    {
        Assert.Contains("[正常]", (await Say("doctor")).Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\[(正常|警告|不通过)\]", (await Say("doctor", "--lang", "en")).Output);
    }

    [Theory]
    [InlineData("restore", "nowhere.tar")]
    [InlineData("keys", "rotate", "--purpose", "Index")]
    [InlineData("keys", "import", "nowhere.json")]
    public async Task What_cannot_be_done_is_refused_in_words(params string[] words)
    {
        var (code, output, error) = await Say(words);

        Assert.Equal((1, ""), (code, output));
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", error);
    }

    [Fact]
    public async Task New_data_keys_stand_in_the_database_and_a_job_waits_to_seal_anew()
    {
        var (code, output, error) = await Say("keys", "rotate", "--purpose", "Field", "--json");

        Assert.True(code == 0, error);
        Assert.Equal(2, JsonDocument.Parse(output).RootElement.GetProperty("facts").GetProperty("Field").GetInt32());
    }

    private string Data => Path.Combine(home.FullName, "data");

    private string Archive => Path.Combine(home.FullName, "backup.tar");

    private string Export => Path.Combine(home.FullName, "master.export.json");

    private async Task<(int Code, Dictionary<string, string> Levels)> Examine(string? data = null)
    {
        var (code, output, error) = await Say("doctor", "--json", "--data", data ?? Data);
        Assert.Empty(error);
        return (code, JsonDocument.Parse(output).RootElement.GetProperty("facts").EnumerateArray().ToDictionary(
            finding => finding.GetProperty("check").GetString()!, finding => finding.GetProperty("level").GetString()!));
    }

    private async Task<(int Code, string Output, string Error)> Say(params string[] words)
    {
        using StringWriter output = new(), error = new();
        string[] args = words.Contains("--data") ? words : [.. words, "--data", Data];
        var code = await CommandLine.Run(
            args, output, error, ServeCommand.Word, BackupWord.Word, RestoreWord.Word, KeysWord.Word, DoctorWord.Word);
        return (code, output.ToString(), error.ToString());
    }
}
