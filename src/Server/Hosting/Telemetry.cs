using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Guanwei.Server.Hosting;

public static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Traces and metrics for the collector that OTEL_EXPORTER_OTLP_ENDPOINT names; without one, none are made.
    /// </summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
            return builder;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("guanwei"))
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(web =>
                    web.Filter = http => !http.Request.Path.StartsWithSegments("/health"))
                .AddSource("System.Net.Http")
                // Before the exporter: it sees what this one has left.
                .AddProcessor<PrivateSpans>()
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddMeter("System.Net.Http", "System.Runtime")
                .AddOtlpExporter());
        return builder;
    }
}
