using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Guanwei.Server.Tests.Given;

namespace Guanwei.Server.Tests.Hosting;

/// <summary>What only shows when the program runs alone: exit codes, taken ports, signals.</summary>
public sealed class TheProcess : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("guanwei-test-");

    private string Data => Path.Combine(_home.FullName, "data");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wrong_usage_ends_with_2_and_json_stays_one_object()
    {
        var (code, output, _) = await OwnProcess.Run("nmae", "--json", "--lang", "en");

        Assert.Equal(2, code);
        Assert.Equal("Not understood: nmae",
            System.Text.Json.JsonDocument.Parse(output).RootElement.GetProperty("sentences")[0].GetString());
    }

    [Fact]
    public async Task A_taken_port_is_said_in_one_sentence_and_ends_with_3()
    {
        TestInstallation.MakeIn(Data);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://{taken.LocalEndpoint}";
        var (code, _, error) = await OwnProcess.Run("--data", Data, $"--urls={url}");

        Assert.Equal(3, code);
        Assert.Contains($"地址 {url} 已被其他程序占用", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_server_says_where_it_listens_and_ends_cleanly_when_told()
    {
        TestInstallation.MakeIn(Data);
        await using var server = OwnProcess.Start(
            AppContext.BaseDirectory, "/", "--data", Data, "--urls=http://127.0.0.1:0");
        var ready = await server.Process.StandardOutput.ReadLineAsync(Ct);
        using var kill = Process.Start("kill", ["-TERM", $"{server.Id}"]);
        await server.Process.WaitForExitAsync(Ct);

        Assert.Matches(@"官微已就绪：http://127\.0\.0\.1:[1-9]\d+", ready);
        Assert.Equal(0, server.Process.ExitCode);
    }

    public void Dispose() => _home.Delete(recursive: true);
}
