using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Guanwei.Server.Tests.Given;

/// <summary>A log that keeps what was said as a warning or worse.</summary>
public sealed class Overheard<T> : ILogger<T>
{
    public ConcurrentQueue<string> Said { get; } = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Said.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }
}
