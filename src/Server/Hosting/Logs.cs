using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace Guanwei.Server.Hosting;

public static class Logs
{
    /// <summary>The console is the only log; who runs the server collects it (journal, container).</summary>
    public static WebApplicationBuilder AddLogs(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console =>
        {
            console.FormatterName = LogFormat.Id;
            // Standard output is for the answer to the person or program that started this.
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        builder.Logging.AddConsoleFormatter<LogFormat, ConsoleFormatterOptions>();
        return builder;
    }
}
