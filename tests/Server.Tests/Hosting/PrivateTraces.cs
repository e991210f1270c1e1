using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace Guanwei.Server.Tests.Hosting;

/// <summary>Spans as a collector receives them.</summary>
public sealed class PrivateTraces
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_collector_sees_the_path_but_neither_query_nor_caller()
    {
        var received = new ConcurrentQueue<(string Path, string Body)>();
        await using var collector = Collector(received);
        await collector.StartAsync(Ct);
        await using var host = new GuanweiHost
        {
            Settings =
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            },
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json?access_token=hunter2");
        request.Headers.UserAgent.ParseAdd("Browser-of-Li/1.0");
        await host.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
        var spans = await Spans(host, received);

        Assert.Contains("/openapi/v1.json", spans, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", spans, StringComparison.Ordinal);
        Assert.DoesNotContain("access_token", spans, StringComparison.Ordinal);
        Assert.DoesNotContain("Browser-of-Li", spans, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_traced()
    {
        await using var host = new GuanweiHost();

        Assert.Null(host.Services.GetService<TracerProvider>());
    }

    // A span ends a moment after its answer has left.
    private static async Task<string> Spans(GuanweiHost host, ConcurrentQueue<(string Path, string Body)> received)
    {
        while (!received.Any(call => call.Path == "/v1/traces"))
        {
            host.Services.GetRequiredService<TracerProvider>().ForceFlush();
            await Task.Delay(50, Ct);
        }
        return string.Concat(received.Where(call => call.Path == "/v1/traces").Select(call => call.Body));
    }

    private static WebApplication Collector(ConcurrentQueue<(string, string)> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Map("/{**path}", async (HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, Ct);
            received.Enqueue((http.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
        return app;
    }
}
