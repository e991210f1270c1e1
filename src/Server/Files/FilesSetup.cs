using Guanwei.Server.Hosting;

namespace Guanwei.Server.Files;

public static class FilesSetup
{
    public static WebApplicationBuilder AddFiles(this WebApplicationBuilder builder, FilePurposes purposes, FileOwners owners)
    {
        var services = builder.Services;
        services.AddSingleton(purposes);
        services.AddSingleton(owners);
        services.AddSingleton(provider => new FileVault(provider.GetRequiredService<DataFolder>().Files));
        services.AddSingleton(_ => new Inspector(InspectionChild.Own()));
        services.AddSingleton<Reception>();
        services.AddSingleton<Reading>();
        return builder;
    }
}
