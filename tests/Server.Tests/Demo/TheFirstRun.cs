using System.Net;
using Guanwei.Server.Demo;
using Guanwei.Server.Hosting;
using Guanwei.Server.Hosting.Commands;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;

namespace Guanwei.Server.Tests.Demo;

public sealed class TheFirstRun : IDisposable
{
    // Assets are found by the program's name, which would be the test runner's here.
    private const string Program = "--applicationName=guanwei";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("guanwei-first-");

    private string Data => Path.Combine(home.FullName, "data");

    [Theory]
    [InlineData("/demo/sign-ins")]
    [InlineData("/demo/clock")]
    [InlineData("/demo/anything")]
    public async Task Of_a_real_installation_has_no_demo_pages(string path)
    {
        await using var host = new GuanweiHost { Environment = "Development" };
        using var browser = new Browser(host);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Opens(path)).Answer.StatusCode);
        Assert.DoesNotContain("demo-banner", (await browser.Opens("/")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_of_development_asks_for_init_and_makes_nothing()
    {
        var refused = await Assert.ThrowsAsync<HaltException>(() => Run(
            "serve", "--environment=Production", Program, "--urls=http://127.0.0.1:0"));

        Assert.Equal(ExitCode.Refused, refused.Code);
        Assert.Contains("guanwei init", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data + ".keys"));
    }

    [Fact]
    public async Task Reset_refuses_a_real_installation_and_leaves_it_alone()
    {
        TestInstallation.MakeIn(Data);
        var before = await File.ReadAllBytesAsync(Path.Combine(Data, "main.db"), Stop);

        var (code, _, error) = await Run("demo", "reset");

        Assert.Equal(1, code);
        Assert.Contains("正式安装不能重置", error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(Data, "main.db"), Stop));
    }

    [Fact]
    public async Task Reset_refuses_a_folder_of_other_things()
    {
        Directory.CreateDirectory(Data);
        var letter = Path.Combine(Data, "letter.txt");
        await File.WriteAllTextAsync(letter, "somebody's", Stop);

        Assert.Equal(1, (await Run("demo", "reset")).Code);
        Assert.True(File.Exists(letter));
    }

    [Fact]
    public async Task A_half_made_demo_is_made_anew_and_then_serves_this_machine_only()
    {
        // What a process that was killed in the middle leaves: the mark, some of a database, some keys.
        Directory.CreateDirectory(Data);
        await File.WriteAllBytesAsync(Path.Combine(Data, "demo.making"), [], Stop);
        await File.WriteAllBytesAsync(Path.Combine(Data, "main.db"), [1, 2, 3], Stop);
        Directory.CreateDirectory(Data + ".keys");

        var (code, output, _) = await Run("demo", "reset");

        Assert.Equal(0, code);
        Assert.Contains("supervisor@linjiang.example", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Data, "demo.making")));

        var refused = await Assert.ThrowsAsync<HaltException>(() => Run("serve", Program, "--urls=http://0.0.0.0:0"));
        Assert.Contains("--demo-public", refused.Message, StringComparison.Ordinal);
        using var folder = DataFolder.Open(Data);
        Assert.Equal(9, new DemoFolder(folder).People().Count);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        home.Delete(recursive: true);
    }

    private async Task<(int Code, string Output, string Error)> Run(params string[] words)
    {
        using StringWriter output = new(), error = new();
        var code = await CommandLine.Run([.. words, "--data", Data], output, error, ServeCommand.Word, DemoWord.Word);
        return (code, output.ToString(), error.ToString());
    }
}
