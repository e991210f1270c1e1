using Guanwei.Server.Tests.Given;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Guanwei.Server.Tests;

/// <summary>
/// The whole program in this process, with its own data folder, gone afterwards. A host costs about 0.2 s,
/// so each test class has its own. For a browser: <c>UseKestrel(0)</c>, then <c>StartServer()</c>.
/// </summary>
public sealed class GuanweiHost : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("guanwei-test-");

    /// <summary>Outlives this host when it is another's folder: a second host on it is a restart.</summary>
    public string Data { get => field ?? Path.Combine(_home.FullName, "data"); init; }

    /// <summary>Nothing was installed: in Development the server then makes a demo.</summary>
    public bool IsEmpty { get; init; }

    public FakeTimeProvider? Time { get; init; }

    public string Environment { get; init; } = "Production";

    /// <summary>Settings as an installation would give them, such as <c>["Doors:Sms:Url"]</c>.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public Action<IServiceCollection>? Replace { get; init; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        // Settings reach Main as --name=value; this one is the command line's --data.
        builder.UseSetting("data", Data);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        // All tests of a host come from one address.
        builder.UseSetting("SignIn:AttemptsPerMinute", "10000");
        foreach (var (name, value) in Settings)
            builder.UseSetting(name, value);
        builder.ConfigureServices(services =>
        {
            if (Time is not null)
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
            Replace?.Invoke(services);
        });
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        // What `guanwei init` would have made; a host on a folder that has one already is a restart.
        if (!IsEmpty)
            TestInstallation.MakeIn(Data);
        return base.CreateHost(builder);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_home.Exists)
            _home.Delete(recursive: true);
    }
}
