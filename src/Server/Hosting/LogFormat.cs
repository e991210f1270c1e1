using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Guanwei.Server.Hosting;

/// <summary>
/// One line an event: instant, level, category, message, exception, without personal data. Scopes stay out.
/// </summary>
public sealed class LogFormat(TimeProvider clock) : ConsoleFormatter(Id)
{
    public const string Id = "guanwei";

    // "Hosting failed to start", with a page of stack: the command line says the same in one sentence and ends
    // with a code.
    private const int StartFailed = 11;
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (logEntry is { Category: HostCategory, EventId.Id: StartFailed })
            return;
        textWriter.Write(clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        textWriter.Write(' ');
        textWriter.Write(Level(logEntry.LogLevel));
        textWriter.Write(' ');
        textWriter.Write(logEntry.Category);
        textWriter.Write(": ");
        textWriter.Write(OneLine(logEntry.Formatter(logEntry.State, logEntry.Exception)));
        if (logEntry.Exception is not null)
        {
            textWriter.Write(" | ");
            textWriter.Write(OneLine(logEntry.Exception.ToString()));
        }
        textWriter.WriteLine();
    }

    // A line break in a message would let its writer invent log lines.
    private static string OneLine(string text) =>
        Scrub.Text(text).ReplaceLineEndings(" ⏎ ");

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
