using System.Net;
using System.Text.Json.Serialization;
using Guanwei.Sandbox.Robots;
using Guanwei.Sandbox.Sms;

namespace Guanwei.Sandbox;

/// <summary>
/// The other sides of the platform, on loopback only: for demos, drills and tests, never in production.
/// </summary>
public static class SandboxApp
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        // An explicit endpoint overrules --urls and every variable: nothing but loopback can be had.
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, builder.Configuration.GetValue("port", 0)));
        // Standard output belongs to the parent process.
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Secrets>();
        builder.Services.AddSingleton<Faults>();
        builder.Services.AddSingleton<Traffic>();
        builder.Services.AddSingleton<IOtherSide, SmsGateway>();
        builder.Services.AddSingleton<IOtherSide, WeComRobot>();
        builder.Services.AddSingleton<IOtherSide, DingTalkRobot>();

        var app = builder.Build();
        foreach (var side in app.Services.GetServices<IOtherSide>())
            app.MapPost(side.Path, (HttpContext http, Faults faults, Traffic traffic) =>
                Exchange.Serve(side, http, faults, traffic));
        app.MapGet("/", (Traffic traffic) => TrafficPage.Show(traffic));
        app.MapGet("/sandbox/traffic", (Traffic traffic) => traffic.All);
        app.MapDelete("/sandbox/traffic", (Traffic traffic) => traffic.Clear());
        app.MapPost("/sandbox/faults", (Fault fault, Faults faults) =>
            faults.Add(fault) ? Results.NoContent() : Results.BadRequest());
        app.MapDelete("/sandbox/faults", (Faults faults) => faults.Clear());
        return app;
    }
}
