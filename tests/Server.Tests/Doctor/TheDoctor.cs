using System.Text.Json;
using Guanwei.Samples;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Tests.Doctor;

/// <summary>
/// The words of the command line as an administrator uses them. What the doctor finds: <see cref="EveryFinding"/>.
/// </summary>
public sealed class TheDoctor : IAsyncDisposable
{
    private readonly Patient patient = new();

    public ValueTask DisposeAsync() => patient.DisposeAsync();

    [Fact]
    public async Task Finds_a_fresh_installation_well_and_warns_until_its_key_was_exported()
    {
        var before = await patient.Examine();
        Assert.Equal((0, "warn"), (before.Code, before["keys.exported"]));
        Assert.DoesNotContain(before.Lines.Values, line => line.Level == "fail");

        var (code, _, error) = await patient.Say("keys", "export", patient.Export);
        Assert.True(code == 0, error);

        Assert.Equal("ok", (await patient.Examine())["keys.exported"]);
        Assert.True(MasterKeyFile.NeedsPassphrase(patient.Export));
    }

    [Fact]
    public async Task Says_after_a_restore_without_the_key_what_is_missing_and_the_import_mends_it()
    {
        Assert.Equal(0, (await patient.Say("keys", "export", patient.Export)).Code);
        Assert.Equal(0, (await patient.Say("backup", patient.Archive)).Code);

        var restored = Path.Combine(patient.Home, "other");
        Assert.Equal(0, (await patient.Say("restore", patient.Archive, "--data", restored)).Code);
        var found = await patient.Examine(data: restored);
        Assert.Equal((1, "fail"), (found.Code, found["keys.file"]));
        Assert.Equal(("ok", "warn"), (found["database.answers"], found["files.whole"]));

        Assert.Equal(0, (await patient.Say("keys", "import", patient.Export, "--data", restored)).Code);
        Assert.Equal("ok", (await patient.Examine(data: restored))["keys.fit"]);
    }

    [Fact]
    public async Task Finds_files_again_when_they_come_back_from_a_backup()
    {
        await patient.TakesIn(SamplePdf.Pages());
        Assert.Equal(0, (await patient.Say("keys", "export", patient.Export)).Code);
        Assert.Equal(0, (await patient.Say("backup", patient.Archive)).Code);
        File.Delete(patient.SealedFile!);
        Assert.Equal("fail", (await patient.Examine())["files.there"]);

        var restored = Path.Combine(patient.Home, "other");
        Assert.Equal(0, (await patient.Say("restore", patient.Archive, "--data", restored)).Code);
        Assert.Equal(0, (await patient.Say("keys", "import", patient.Export, "--data", restored)).Code);

        var found = await patient.Examine(data: restored);
        Assert.Equal(("ok", "ok", "ok"), (found["files.there"], found["files.known"], found["files.whole"]));
    }

    [Fact]
    public async Task Looks_and_changes_nothing()
    {
        var before = Everything();

        await patient.Examine();
        await patient.Examine(data: Path.Combine(patient.Home, "nowhere"));

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Assert.Equal(before, Everything());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Makes_no_database_and_opens_no_damaged_one_to_learn_which_key_is_in_force(bool isThere)
    {
        File.Copy(patient.KeyFile, new NextMasterKey(patient.KeyFile).File);
        if (isThere)
        {
            // Its end is cut off: it would still be opened, and answer that this key is in force.
            using var file = File.OpenWrite(patient.MainDatabase);
            file.SetLength(file.Length - 4096);
        }
        else
        {
            File.Delete(patient.MainDatabase);
        }
        var before = Everything();

        var found = await patient.Examine();

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Assert.Contains("还无法判断", found.Lines["keys.next"].Sentence, StringComparison.Ordinal);
        Assert.Equal("fail", found[isThere ? "database.whole" : "database.answers"]);
        // SQLite leaves its two companions beside a file that was opened for reading only.
        Assert.Equal(before, Everything().Where(entry => !entry.Contains("main.db-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Speaks_both_languages()
    {
        Assert.Contains("[正常]", (await patient.Say("doctor")).Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\[(正常|警告|不通过)\]", (await patient.Say("doctor", "--lang", "en")).Output);
    }

    [Theory]
    [InlineData("restore", "nowhere.tar")]
    [InlineData("keys", "rotate", "--purpose", "Index")]
    [InlineData("keys", "import", "nowhere.json")]
    public async Task What_cannot_be_done_is_refused_in_words(params string[] words)
    {
        var (code, output, error) = await patient.Say(words);

        Assert.Equal((1, ""), (code, output));
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", error);
    }

    [Fact]
    public async Task New_data_keys_stand_in_the_database_and_a_job_waits_to_seal_anew()
    {
        var (code, output, error) = await patient.Say("keys", "rotate", "--purpose", "Field", "--json");

        Assert.True(code == 0, error);
        Assert.Equal(2, JsonDocument.Parse(output).RootElement.GetProperty("facts").GetProperty("Field").GetInt32());
    }

    /// <summary>What lies in the patient's folders, with its bytes.</summary>
    private List<string> Everything() =>
    [
        .. new DirectoryInfo(patient.Home).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(entry =>
            $"{entry.FullName} {(entry is FileInfo ? Sm3.Hex(File.ReadAllBytes(entry.FullName)) : "")}").Order(StringComparer.Ordinal),
    ];
}
