using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Guanwei.Server.Tests.Given;

/// <summary>A log that keeps what was said as a warning or worse.</summary>
public sealed class Overheard<T> : ILogger<T>
{
    public ConcurrentQueue<string> Said { get; } = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel level) => level >= LogLevel.Warning;

    public void Log<TState>(LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> words)
    {
        if (IsEnabled(level))
        {
            Said.Enqueue($"{words(state, error)} {error}");
        }
    }
}
