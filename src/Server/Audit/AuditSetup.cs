namespace Guanwei.Server.Audit;

public static class AuditSetup
{
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Sealer>();
        services.AddSingleton<Checkpoints>();
        services.AddSingleton<ClockWatch>();
        services.AddSingleton<EntryWords>();
        services.AddHostedService<ShutdownCheckpoint>();
    }
}
