namespace Guanwei.Server.Tests.Ui;

/// <summary>One host for a class whose tests only look at pages; the styleguide exists in Development.</summary>
public sealed class DevelopmentHost : IAsyncDisposable
{
    public GuanweiHost Host { get; } = new() { Environment = "Development" };

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

public sealed class ProductionHost : IAsyncDisposable
{
    public GuanweiHost Host { get; } = new();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
