using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guanwei.Server.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Guanwei.Server.Tests.Hosting;

public sealed class Readiness
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_started_server_is_live_and_ready()
    {
        await using var host = new GuanweiHost();
        var client = host.CreateClient();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", Ct)).StatusCode);
        var ready = await client.GetFromJsonAsync<JsonElement>("/health/ready", Ct);
        Assert.Equal("Healthy", ready.GetProperty("checks").GetProperty("silo").GetString());
    }

    [Fact]
    public async Task A_failing_check_makes_it_unready_but_not_dead_and_does_not_say_why_to_strangers()
    {
        await using var host = new GuanweiHost
        {
            Replace = services => services.AddHealthChecks().AddCheck(
                "test", () => HealthCheckResult.Unhealthy("password=hunter2"), [Server.Hosting.Health.Ready]),
        };
        var client = host.CreateClient();

        var ready = await client.GetAsync("/health/ready", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.DoesNotContain("hunter2", await ready.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", Ct)).StatusCode);
    }

    [Fact]
    public async Task Ten_hosts_run_side_by_side_and_each_wakes_its_own_job_runner()
    {
        // Without the runner, which would answer the bell before the test looks.
        var hosts = Enumerable.Range(0, 10).Select(_ => new GuanweiHost
        {
            Replace = services => services.Remove(services.Single(x => x.ImplementationType == typeof(JobService))),
        }).ToList();
        try
        {
            await Task.WhenAll(hosts.Select(host => Task.Run(() => host.CreateClient(), Ct)));
            await hosts[3].Services.GetRequiredService<IGrainFactory>().GetGrain<IWakeGrain>(0).Wake();

            for (var i = 0; i < hosts.Count; i++)
                Assert.Equal(i == 3,
                    await hosts[i].Services.GetRequiredService<JobSignal>().Wait(TimeSpan.Zero, Ct));
        }
        finally
        {
            foreach (var host in hosts)
                await host.DisposeAsync();
        }
    }
}
