using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guanwei.Server.Tests.Given;

namespace Guanwei.Server.Tests.Hosting;

/// <summary>What an installation gets. Publishing what the build has made takes a few seconds.</summary>
public sealed partial class ThePublish : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("guanwei-test-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Started_from_the_root_folder_it_serves_its_assets_whole_and_it_carries_no_sandbox()
    {
        var binaries = Path.Combine(_home.FullName, "publish");
        await Publish(binaries);
        Assert.DoesNotContain(Directory.GetFiles(binaries, "*", SearchOption.AllDirectories),
            file => file.Contains("sandbox", StringComparison.OrdinalIgnoreCase));

        var data = Path.Combine(_home.FullName, "data");
        TestInstallation.MakeIn(data);
        await using var server = OwnProcess.Start(
            binaries, "/", "--data", data, "--json", "--urls=http://127.0.0.1:0");
        var ready = await server.Process.StandardOutput.ReadLineAsync(Ct);
        using var answer = JsonDocument.Parse(ready!);
        var address = answer.RootElement.GetProperty("facts").GetProperty("addresses")[0].GetString();
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());

        var page = await Body(client, address + "/");
        var assets = AssetLinks().Matches(page).Select(link => link.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(assets);
        foreach (var asset in assets)
            Assert.NotEqual("", await Body(client, address + asset));
    }

    public void Dispose() => _home.Delete(recursive: true);

    private static async Task<string> Body(HttpMessageInvoker client, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using var response = await client.SendAsync(request, Ct);
        Assert.True(response.IsSuccessStatusCode, $"{url}: {response.StatusCode}");
        return await response.Content.ReadAsStringAsync(Ct);
    }

    private static async Task Publish(string folder)
    {
        var top = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(top.FullName, "Guanwei.slnx")))
            top = top.Parent!;
        var release = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal);
        using var publish = Process.Start(new ProcessStartInfo("dotnet",
            ["publish", "src/Server", "--no-build", "-c", release ? "Release" : "Debug", "-o", folder, "-v", "quiet", "--nologo"])
        {
            WorkingDirectory = top.FullName,
            RedirectStandardOutput = true,
        })!;
        var output = await publish.StandardOutput.ReadToEndAsync(Ct);
        await publish.WaitForExitAsync(Ct);
        Assert.True(publish.ExitCode == 0, output);
    }

    [GeneratedRegex("(?:href|src)=\"(/assets/[^\"]+)\"")]
    private static partial Regex AssetLinks();
}
