using System.Net;
using Guanwei.Server.Hosting;

namespace Guanwei.Server.Demo;

/// <summary>
/// The demo as a capability of the server: in Development an empty data folder becomes one, and a folder that holds
/// one stays one. In any other installation nothing of it is registered or mapped.
/// </summary>
public static class DemoSetup
{
    public const string Public = "Demo:Public";

    public static async Task AddDemo(this WebApplicationBuilder builder, DataFolder data, CancellationToken cancel)
    {
        var folder = new DemoFolder(data);
        if (!string.IsNullOrWhiteSpace(builder.Configuration["Database"])
            || !(folder.IsMade || MayBegin(builder, folder)))
        {
            return;
        }
        builder.Services.AddDemoMaking(folder);
        builder.Services.AddSingleton<DemoSignIn>();
        if (!builder.Configuration.GetValue<bool>(Public))
        {
            // Asked for each endpoint, however it was configured, before it is bound.
            builder.WebHost.ConfigureKestrel(kestrel =>
                kestrel.ConfigureEndpointDefaults(endpoint => MustBeLoopback(endpoint.IPEndPoint)));
        }
        var sandbox = await SandboxProcess.Start(cancel);
        builder.Services.AddSingleton(_ => sandbox);
        builder.Configuration.AddInMemoryCollection(sandbox.DoorSettings);
    }

    public static void AddDemoMaking(this IServiceCollection services, DemoFolder folder)
    {
        services.AddSingleton(folder);
        services.AddSingleton<DemoMaker>();
        services.AddSingleton<Province>();
        services.AddSingleton<Stage>();
        services.AddSingleton<SpecimenDesk>();
    }

    public static void MapDemo(this WebApplication app)
    {
        // Made by the container, so that it is let go with the host.
        if (app.Services.GetService<SandboxProcess>() is not null)
        {
            DemoRoutes.Map(app);
        }
    }

    public static Task ReadyDemo(this WebApplication app, CancellationToken cancel) =>
        app.Services.GetService<DemoMaker>()?.Ready(cancel) ?? Task.CompletedTask;

    /// <summary>After the server is ready: who may sign in.</summary>
    public static void SayDemo(this WebApplication app, Invocation invocation)
    {
        if (CommandLine.StandsAlone && !invocation.Json && app.Services.GetService<DemoFolder>() is { } folder)
        {
            invocation.Output.WriteLine(Texts.Say("Console.Demo"));
            DemoPerson.Print(folder.People(), invocation.Output);
        }
    }

    private static bool MayBegin(WebApplicationBuilder builder, DemoFolder folder) =>
        folder.IsHalfMade || (builder.Environment.IsDevelopment() && folder.IsEmpty);

    private static void MustBeLoopback(IPEndPoint? endpoint)
    {
        if (endpoint is not null && !IPAddress.IsLoopback(endpoint.Address))
        {
            throw new HaltException(ExitCode.Refused, Texts.Say("Console.NotLoopback", endpoint));
        }
    }
}
