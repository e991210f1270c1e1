using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Demo;

/// <summary>
/// A demo as the first run makes it from an empty folder, sandbox and all; shared by tests that look.
/// </summary>
public sealed class ADemo : IAsyncLifetime
{
    public GuanweiHost Host { get; } = new() { Environment = "Development", IsEmpty = true };

    public ValueTask InitializeAsync()
    {
        // The first client starts the host.
        Host.CreateClient().Dispose();
        return ValueTask.CompletedTask;
    }

    public Browser Browser() => new(Host);

    public async Task<List<TRow>> Rows<TRow>() where TRow : class
    {
        await using var db = Host.Services.GetRequiredService<Databases>().OpenForSystem("test");
        return await db.Set<TRow>().AsNoTracking().ToListAsync();
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
