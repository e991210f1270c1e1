using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Guanwei.Server.Hosting;

public sealed class SiloReady(ISiloStatusOracle silo) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(silo.CurrentStatus == SiloStatus.Active
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(silo.CurrentStatus.ToString()));
}
