using System.Net;
using System.Net.Sockets;

namespace Guanwei.Server.Tests.Notifications;

/// <summary>
/// A mail server on loopback that speaks as much SMTP (RFC 5321) as one mail needs, and answers as it is told.
/// </summary>
public sealed class ScriptedMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public ScriptedMailServer()
    {
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string AnswerToReceiver { get; init; } = "250 ok";

    /// <summary>Null: takes the mail and falls silent.</summary>
    public string? AnswerToMail { get; init; } = "250 queued";

    public List<string> Mails { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task Serve()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            using var reader = new StreamReader(client.GetStream());
            await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 mail.test");
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                if (line == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    Mails.Add(await Mail(reader));
                    if (AnswerToMail is null)
                        await Task.Delay(Timeout.Infinite, _stop.Token);
                    await writer.WriteLineAsync(AnswerToMail);
                }
                else
                    await writer.WriteLineAsync(
                        line.StartsWith("RCPT", StringComparison.Ordinal) ? AnswerToReceiver : "250 ok");
            }
        }
    }

    private async Task<string> Mail(StreamReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            lines.Add(line);
        return string.Join('\n', lines);
    }
}
