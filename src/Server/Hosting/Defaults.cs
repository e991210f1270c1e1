using Microsoft.Extensions.Configuration.Memory;

namespace Guanwei.Server.Hosting;

/// <summary>
/// Settings in force where the installation says nothing. They lie below every other source, so that a file, an
/// environment variable or the command line overrules them wherever the program was started from.
/// </summary>
public static class Defaults
{
    public const string Address = "http://127.0.0.1:5080";

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        // The framework's own request lines carry whole addresses.
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        // A binary that was built but not published has no wwwroot of its own; its assets come from the build.
        ["Logging:LogLevel:Microsoft.AspNetCore.StaticFiles"] = "Error",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        // A conflict is an answer here: the action tries again, or tells who was first. Anything else is thrown, and
        // logged by whoever called.
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Update"] = "Critical",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database"] = "Critical",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
        ["Logging:LogLevel:Polly"] = "Warning",
        // Hundreds of option lines at Information, and two warnings that are wrong here (garbage collector, watchdog).
        ["Logging:LogLevel:Orleans"] = "Warning",
        ["Logging:LogLevel:Orleans.Runtime.Silo"] = "Error",
        ["Logging:LogLevel:Orleans.Runtime.SiloOptionsLogger"] = "Error",
        ["Logging:LogLevel:Orleans.Runtime.Watchdog"] = "Error",
        // One silo is the whole cluster here; a start that failed for another reason would end with its complaint.
        ["Logging:LogLevel:Orleans.Runtime.MembershipService"] = "Error",
    };

    public static WebApplicationBuilder AddDefaults(this WebApplicationBuilder builder)
    {
        var given = builder.Configuration;
        ((IConfigurationBuilder)given).Sources.Insert(0, new MemoryConfigurationSource { InitialData = Settings });
        var listensElsewhere = given["urls"] ?? given["http_ports"] ?? given["https_ports"];
        if (string.IsNullOrEmpty(listensElsewhere) && !given.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(Address);
        return builder;
    }
}
