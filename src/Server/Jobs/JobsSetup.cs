using Guanwei.Server.Time;

namespace Guanwei.Server.Jobs;

public static class JobsSetup
{
    public static void AddJobs(this WebApplicationBuilder builder, JobKinds kinds)
    {
        var services = builder.Services;
        services.AddSingleton(kinds);
        services.AddSingleton(builder.Configuration.GetSection("Jobs").Get<JobPace>() ?? new JobPace());
        services.AddSingleton<JobLedger>();
        services.AddSingleton(provider => new JobRunner(
            provider.GetRequiredService<JobLedger>(), kinds, provider.GetRequiredService<JobPace>(),
            provider.GetRequiredService<Actions.Actions>(), provider.GetRequiredService<Clock>(),
            provider.GetRequiredService<JobSignal>(), provider, Random.Shared.NextDouble,
            provider.GetRequiredService<ILogger<JobRunner>>()));
        services.AddHostedService<JobService>();
    }
}
