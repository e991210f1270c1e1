using System.Diagnostics;
using Guanwei.Server.Files;
using Guanwei.Server.Hosting;
using Guanwei.Server.Jobs;
using Guanwei.Server.People;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Demo;

/// <summary>Clears a demo's data folder and makes the demo anew, with no server running.</summary>
public static class ResetDemo
{
    public static async Task<int> Run(Invocation invocation, CancellationToken cancel)
    {
        using var data = DataFolder.Open(invocation.Data);
        var folder = new DemoFolder(data);
        await using var app = Build(data, folder);
        var services = app.Services;
        if (!string.IsNullOrWhiteSpace(invocation.Database) || !await IsOurs(data, folder, services, cancel))
        {
            return Answer.Refused([Texts.Say("Console.NothingToReset", data.Root)])
                .Print(invocation.Json, invocation.Output, invocation.Error);
        }
        var began = Stopwatch.GetTimestamp();
        await services.GetRequiredService<DemoMaker>().Make(cancel);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var code = Answer.Ok(Texts.Say("Console.Reset", seconds), new { Seconds = seconds })
            .Print(invocation.Json, invocation.Output, invocation.Error);
        if (!invocation.Json)
        {
            DemoPerson.Print(folder.People(), invocation.Output);
        }
        return code;
    }

    /// <summary>What the database says decides; a folder without one is judged by its mark or its emptiness.</summary>
    private static async Task<bool> IsOurs(
        DataFolder data, DemoFolder folder, IServiceProvider services, CancellationToken cancel)
    {
        if (folder.IsHalfMade || folder.IsEmpty)
        {
            return true;
        }
        return File.Exists(data.MainDatabase)
            && await services.GetRequiredService<Databases>().KindOf(cancel) is InstallationKind.Demo;
    }

    private static WebApplication Build(DataFolder data, DemoFolder folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_ => data);
        builder.Services.AddSingleton<JobSignal>();
        builder.AddStorage(Serve.Happenings());
        builder.AddFiles(new FilePurposes(), new FileOwners());
        builder.AddPeople();
        builder.Services.AddDemoMaking(folder);
        return builder.Build();
    }
}
