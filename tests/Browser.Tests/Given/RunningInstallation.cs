using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Guanwei.Browser.Tests.Given;

/// <summary>A folder, an installation in it and its server on a free loopback port; all gone afterwards.</summary>
public sealed class RunningInstallation : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _home;
    private readonly Process _server;
    private readonly StringBuilder _log;

    private RunningInstallation(DirectoryInfo home, Process server, StringBuilder log, string address) =>
        (_home, _server, _log, Address, Mail) = (home, server, log, address, new Mailbox(DataOf(home)));

    public string Address { get; }

    public Mailbox Mail { get; }

    /// <summary>What the server has written on its error stream: its log.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    public static DirectoryInfo NewHome() => Directory.CreateTempSubdirectory("guanwei-browser-");

    public static string DataOf(DirectoryInfo home) => Path.Combine(home.FullName, "data");

    public static async Task<RunningInstallation> Serve(DirectoryInfo home, params string[] more)
    {
        var server = Binary.Start(["serve", "--json", "--data", DataOf(home), "--urls=http://127.0.0.1:0", .. more]);
        var log = new StringBuilder();
        server.ErrorDataReceived += (_, line) =>
        {
            lock (log)
            {
                log.AppendLine(line.Data);
            }
        };
        server.BeginErrorReadLine();
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        hurry.CancelAfter(Patience);
        var ready = await server.StandardOutput.ReadLineAsync(hurry.Token);
        if (ready is null || !Ok(ready, out var address))
        {
            await End(server);
            throw new InvalidOperationException($"The server did not start.\n{ready}\n{log}");
        }
        return new RunningInstallation(home, server, log, address);
    }

    private static bool Ok(string line, out string address)
    {
        var said = JsonDocument.Parse(line).RootElement;
        var ok = said.GetProperty("ok").GetBoolean();
        address = ok ? said.GetProperty("facts").GetProperty("addresses")[0].GetString()! : "";
        return ok;
    }

    private static async Task End(Process server)
    {
        if (!server.HasExited)
        {
            server.Kill(entireProcessTree: true);
        }
        await server.WaitForExitAsync();
        server.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await End(_server);
        _home.Delete(recursive: true);
    }
}
