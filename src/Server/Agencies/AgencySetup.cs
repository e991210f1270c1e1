using System.Threading.RateLimiting;

namespace Guanwei.Server.Agencies;

public static class AgencySetup
{
    // An office behind one address sends a few, each refused try counted; a program would send thousands.
    private const int RequestsAnHour = 20;

    public static void AddAgencies(this WebApplicationBuilder builder, IReadOnlyList<IPassesWithAgency> holdings)
    {
        builder.Services.AddSingleton(holdings);
        foreach (var holding in holdings.OfType<IHeldByAgency>())
        {
            builder.Services.AddSingleton(holding);
        }
        builder.Services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(AgencyRoutes.PublicForm, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress,
                _ => new FixedWindowRateLimiterOptions { PermitLimit = RequestsAnHour, Window = TimeSpan.FromHours(1) }));
        });
    }
}
