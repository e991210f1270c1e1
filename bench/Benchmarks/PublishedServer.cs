using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Guanwei.Benchmarks;

/// <summary>The server as it is installed: published as the README says, a process of its own, on a free loopback port.</summary>
internal sealed class PublishedServer : IAsyncDisposable
{
    private readonly Process _process;
    private int _statements;

    private PublishedServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>From the start of the process to the first 200 of /health/ready.</summary>
    public TimeSpan UntilReady { get; private set; }

    /// <summary>The kernel's count: the truth on a busy machine too.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public double ResidentMegabytes => Status("VmRSS");

    public double PeakMegabytes => Status("VmHWM");

    /// <summary>Statements sent so far; counted only when it was started with <see cref="TellStatements"/>.</summary>
    public int Statements => Volatile.Read(ref _statements);

    public const string TellStatements = "--Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command=Information";

    public static Task<string> Publish() => Publish(Root(), "with");

    public static async Task<PublishedServer> Start(
        string published, FilledInstallation installation, string? runtime = null, params string[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(
            Path.Combine(published, "guanwei"), ["serve", "--data", installation.Data, $"--urls={address}", .. settings])
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (installation.Postgres is not null)
        {
            start.Environment["GUANWEI_DATABASE"] = installation.Postgres;
        }
        if (runtime is not null)
        {
            start.Environment["DOTNET_ROOT"] = runtime;
        }
        var started = Stopwatch.GetTimestamp();
        var server = new PublishedServer(Process.Start(start)!, address);
        server.Listen();
        await server.WaitUntilReady(started);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process.HasExited)
        {
            return;
        }
        await Run("kill", "-TERM", _process.Id.ToString(CultureInfo.InvariantCulture));
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

    public static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    internal static async Task<string> Publish(string tree, string name, params string[] more)
    {
        var output = Path.Combine(Path.GetTempPath(), $"guanwei-bench-{name}");
        await Run(
            "dotnet", ["publish", Path.Combine(tree, "src", "Server"), "-c", "Release", "-r", "linux-x64", "--no-self-contained",
            "-o", output, "-v", "q", "--nologo", .. more]);
        return output;
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => Hear(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Hear(string line)
    {
        if (line.Contains("Executed DbCommand", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _statements);
        }
        else if (line.Contains(" error ", StringComparison.Ordinal) || line.Contains(" critical ", StringComparison.Ordinal))
        {
            Console.Error.WriteLine(line);
        }
    }

    private async Task WaitUntilReady(long started)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(120) && !_process.HasExited)
        {
            try
            {
                using var ready = await client.GetAsync("/health/ready");
                if (ready.StatusCode == HttpStatusCode.OK)
                {
                    UntilReady = Stopwatch.GetElapsedTime(started);
                    return;
                }
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                // The port is not open yet; asked again at once, because this is what is measured.
            }
            await Task.Delay(10);
        }
        throw new InvalidOperationException($"The server did not become ready (exited: {_process.HasExited}).");
    }

    private double Status(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
