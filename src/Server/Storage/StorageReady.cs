using Guanwei.Server.Actions;
using Guanwei.Server.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Guanwei.Server.Storage;

/// <summary>Ready when the database answers and what is in force has been read.</summary>
internal sealed class StorageReady(Databases databases, InForceSource inForce) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel = default)
    {
        if (!inForce.IsOpen)
        {
            return HealthCheckResult.Unhealthy();
        }
        await using var db = databases.OpenForSystem("health");
        return await db.Set<Installation>().AnyAsync(cancel) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
    }
}
