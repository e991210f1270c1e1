using Guanwei.Server.Files;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Hosting;

/// <summary>
/// The server's storage for one word of the command line, beside a running server or without one: nothing listens,
/// nothing is migrated, and the data folder's lock stays with whoever holds it, unless the word asks for the folder
/// itself.
/// </summary>
public static class Offline
{
    public static WebApplication Open(Invocation invocation, Func<string, DataFolder>? folder = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Database"] = invocation.Database;
        builder.Services.AddSingleton(_ => (folder ?? DataFolder.Beside)(invocation.Data));
        builder.Services.AddSingleton<JobSignal>();
        builder.AddStorage(new Happenings());
        builder.AddFiles(new FilePurposes(), new FileOwners());
        return builder.Build();
    }
}
