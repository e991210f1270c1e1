using System.Diagnostics;
using System.Text.Json;
using Guanwei.Server.Hosting;

namespace Guanwei.Server.Demo;

/// <summary>
/// The sandbox as a child of a demo. It holds the other end of a pipe and ends when that closes, so it never outlives
/// this process, not even after kill -9.
/// </summary>
public sealed class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(3);

    private readonly Process _child;
    private readonly Hello _hello;

    private SandboxProcess(Process child, Hello hello) => (_child, _hello) = (child, hello);

    public int ProcessId => _child.Id;

    public Uri Address => _hello.Address;

    /// <summary>What the doors' settings must be for everything to go into the sandbox.</summary>
    public IReadOnlyDictionary<string, string?> DoorSettings => new Dictionary<string, string?>
    {
        ["Doors:Sms:Url"] = new Uri(Address, "/sms/send").ToString(),
        ["Doors:Sms:App"] = _hello.Secrets.SmsApp,
        ["Doors:Sms:Secret"] = _hello.Secrets.SmsSecret,
        ["Doors:WeComOrigin"] = Address.ToString(),
        ["Doors:DingTalkOrigin"] = Address.ToString(),
    };

    public Uri WeComRobot => new(Address, $"/cgi-bin/webhook/send?key={_hello.Secrets.WeComKey}");

    public Uri DingTalkRobot => new(Address, $"/robot/send?access_token={_hello.Secrets.DingTalkToken}");

    public string DingTalkSecret => _hello.Secrets.DingTalkSecret;

    public static async Task<SandboxProcess> Start(CancellationToken ct)
    {
        var child = Process.Start(Command())
            ?? throw new HaltException(ExitCode.Broken, Hosting.Texts.Say("Sandbox.NotStarted"));
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(StartLimit);
            var line = await child.StandardOutput.ReadLineAsync(limit.Token);
            var hello = line is null ? null : JsonSerializer.Deserialize<Hello>(line, JsonSerializerOptions.Web);
            return new SandboxProcess(
                child, hello ?? throw new HaltException(ExitCode.Broken, Hosting.Texts.Say("Sandbox.NotStarted")));
        }
        catch
        {
            child.Kill();
            child.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _child.StandardInput.Close();
        using var limit = new CancellationTokenSource(StopLimit);
        await _child.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_child.HasExited)
            _child.Kill();
        _child.Dispose();
    }

    private static ProcessStartInfo Command()
    {
        // Written by the build beside the binary, absent from a publish.
        var note = Path.Combine(AppContext.BaseDirectory, "sandbox.path");
        if (!File.Exists(note))
            throw new HaltException(ExitCode.Refused, Hosting.Texts.Say("Sandbox.Absent"));
        var command = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        command.ArgumentList.Add("exec");
        command.ArgumentList.Add(File.ReadAllText(note).Trim());
        command.ArgumentList.Add("--stop-with-parent=true");
        // The database's password is no business of the other side.
        command.Environment.Remove("GUANWEI_DATABASE");
        return command;
    }

    private sealed record Hello(Uri Address, Secrets Secrets);

    private sealed record Secrets(
        string SmsApp, string SmsSecret, string WeComKey, string DingTalkToken, string DingTalkSecret);
}
