using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Guanwei.Benchmarks;

/// <summary>The server as it is installed: published in Release, a process of its own, on a free loopback port.</summary>
internal sealed class PublishedServer : IAsyncDisposable
{
    private readonly Process _process;

    private PublishedServer(Process process, Uri address, TimeSpan untilReady) =>
        (_process, Address, UntilReady) = (process, address, untilReady);

    public Uri Address { get; }

    /// <summary>From the start of the process to the first 200 of /health/ready.</summary>
    public TimeSpan UntilReady { get; }

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static async Task<string> Publish()
    {
        var root = Root();
        var output = Path.Combine(Path.GetTempPath(), "guanwei-bench-publish");
        var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", Path.Combine(root, "src", "Server"), "-c", "Release", "-r", "linux-x64", "--no-self-contained", "-o", output, "-v", "q", "--nologo"]))!;
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? output : throw new InvalidOperationException("The publish failed.");
    }

    public static async Task<PublishedServer> Start(string published, string data, params string[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo(
            Path.Combine(published, "guanwei"), ["serve", "--data", data, $"--urls={address}", .. settings])
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => { if (line.Data?.Contains(" error ", StringComparison.Ordinal) is true) Console.Error.WriteLine(line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var handler = new SocketsHttpHandler();
        using var client = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(2) };
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60) && !process.HasExited)
        {
            try
            {
                using var ready = await client.GetAsync("/health/ready");
                if (ready.StatusCode == HttpStatusCode.OK)
                {
                    return new PublishedServer(process, address, Stopwatch.GetElapsedTime(started));
                }
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                // The port is not open yet; asked again at once, because this is what is measured.
            }
            await Task.Delay(10);
        }
        throw new InvalidOperationException($"The server did not become ready (exited: {process.HasExited}).");
    }

    public async ValueTask DisposeAsync()
    {
        using (var stop = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await stop.WaitForExitAsync();
        }
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Guanwei.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Run it inside the repository.");
        }
        return folder.FullName;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
