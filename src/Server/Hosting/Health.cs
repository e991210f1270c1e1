using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Guanwei.Server.Hosting;

/// <summary>
/// Live: the process answers. Ready: every check tagged <see cref="Ready"/> passes. Names and states only.
/// </summary>
public static class Health
{
    public const string Ready = "ready";

    public static WebApplication MapHealth(this WebApplication app)
    {
        Map("/health/live", _ => false);
        Map("/health/ready", check => check.Tags.Contains(Ready));
        return app;

        void Map(string path, Func<HealthCheckRegistration, bool> checks) =>
            app.MapHealthChecks(path, new HealthCheckOptions { Predicate = checks, ResponseWriter = Write })
                .AllowAnonymous()
                .ExcludeFromDescription();
    }

    private static Task Write(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        Status = report.Status.ToString(),
        Checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString()),
    });
}
