using System.Diagnostics;
using System.Net;
using System.Text;
using Guanwei.Rules;
using Guanwei.Server.Hosting;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Guanwei.Server.Tests.Faults;

/// <summary>
/// An installation with an agency and its people whose server is a process of its own: one that can be killed.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly DirectoryInfo home;
    private readonly TestDatabase? lent;
    private readonly DatabaseSettings? postgres;

    private Site(string? folder, DatabaseSettings? postgres, TestDatabase? lent)
    {
        home = folder is null ? Directory.CreateTempSubdirectory("guanwei-site-") : Directory.CreateDirectory(Path.Combine(folder, "site"));
        (this.postgres, this.lent) = (postgres, lent);
    }

    public string Data => Path.Combine(home.FullName, "data");

    public const string Agency = "示例县民政局";

    public string ApplicantEmail { get; private set; } = "";

    public string SupervisorEmail { get; private set; } = "";

    public DatabaseSettings Database => postgres ?? DatabaseSettings.Sqlite(Path.Combine(Data, "main.db"));

    private string[] Place => postgres is null ? ["--data", Data] : ["--data", Data, "--database", postgres.Connection];

    /// <summary>Where the server listens that was started last; each start finds a port of its own.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Where a server reads at which fault point it shall die.</summary>
    private string Orders => Path.Combine(home.FullName, "orders");

    /// <summary>A folder without an installation, and on PostgreSQL an empty database.</summary>
    public static async Task<Site> Empty(DatabaseKind kind)
    {
        var lent = kind is DatabaseKind.Postgres ? await TestDatabase.EmptyPostgres() : null;
        return new Site(null, lent?.Settings, lent);
    }

    /// <param name="folder">Where its data lie; a temporary folder when not given.</param>
    public static async Task<Site> On(DatabaseKind kind, string? folder = null)
    {
        var lent = kind is DatabaseKind.Postgres ? await TestDatabase.EmptyPostgres() : null;
        return await Furnished(new Site(folder, lent?.Settings, lent));
    }

    public static Task<Site> On(DatabaseSettings postgres) => Furnished(new Site(null, postgres, null));

    /// <summary>A running server.</summary>
    /// <param name="order">Where it shall die, from its start on.</param>
    public async Task<OwnProcess> Starts(string? order = null)
    {
        Arm(order);
        var process = Program(
            "serve", "--urls=http://127.0.0.1:0", "--SignIn:AttemptsPerMinute=100000", "--Jobs:Lease=00:00:05");
        var log = new StringBuilder();
        process.Process.ErrorDataReceived += (_, line) => log.AppendLine(line.Data);
        process.Process.BeginErrorReadLine();
        var ready = await process.Process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var address = ready?.IndexOf("http://", StringComparison.Ordinal) ?? -1;
        if (address < 0)
        {
            await process.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
            await process.DisposeAsync();
            throw new ServerDiedException($"{ready}{log}");
        }
        Address = new Uri(ready![address..]);
        return process;
    }

    /// <summary>Says where the program shall die; none, and it lives.</summary>
    public void Arm(string? order)
    {
        File.Delete(Orders);
        File.Delete(Orders + ".died");
        if (order is not null)
        {
            File.WriteAllText(Orders + ".new", order);
            File.Move(Orders + ".new", Orders);
        }
    }

    /// <summary>It died where it was told to.</summary>
    public bool HasObeyed => File.Exists(Orders + ".died");

    /// <summary>The program on this site's data, ready to die where it is told to.</summary>
    public OwnProcess Program(params string[] words) => OwnProcess.Start(
        AppContext.BaseDirectory, "/",
        new()
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(Site).Assembly.Location, [FaultPoints.Variable] = Orders,
            // It lives for seconds: what it would learn about itself comes too late.
            ["DOTNET_TieredPGO"] = "0",
        },
        [.. words, .. Place]);

    /// <summary>A browser that follows the server from one address to the next, with its cookies.</summary>
    public HttpClient NewBrowser() => new(new Line(this))
    {
        BaseAddress = new Uri("http://127.0.0.1"), Timeout = TimeSpan.FromSeconds(60),
    };

    public Task<(int Code, string Output, string Error)> Says(params string[] words) => OwnProcess.Run([.. words, .. Place]);

    /// <summary>Waits until nothing is left to be done: no job is due or running.</summary>
    public async Task Settles()
    {
        using var databases = new Databases(Database);
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            await using var db = databases.OpenForSystem("test");
            var now = TimeProvider.System.GetUtcNow();
            var open = await db.Set<Job>().AsNoTracking().Where(job => job.UniqueKey != "timer"
                && (job.State == JobState.Running || (job.State == JobState.Due && job.Due <= now))).ToListAsync();
            if (open.Count == 0)
            {
                return;
            }
            Assert.True(
                waited.Elapsed < TimeSpan.FromMinutes(1),
                string.Join(' ', open.Select(job => $"{job.Kind} {job.State} {job.LastError}")));
        }
    }

    /// <summary>The same data under a server in this process.</summary>
    public GuanweiHost Host(TimeProvider? time = null)
    {
        var host = new GuanweiHost
        {
            Data = Data,
            Replace = services => services.Replace(ServiceDescriptor.Singleton(time ?? TimeProvider.System)),
        };
        if (postgres is not null)
        {
            host.Settings["database"] = postgres.Connection;
        }
        return host;
    }

    private static async Task<Site> Furnished(Site site)
    {
        if (site.postgres is not null)
        {
            await site.Install();
        }
        await site.Furnish();
        return site;
    }

    private async Task Install()
    {
        using var folder = DataFolder.Open(Data);
        using var databases = new Databases(Database);
        var master = MasterKey.New(TimeProvider.System.GetUtcNow());
        await databases.Migrate(TestContext.Current.CancellationToken);
        MasterKeyFile.Save(master, MasterKeyFile.DefaultPath(Data), passphrase: null);
        await Installing.Make(
            databases, master, new Clock(TimeProvider.System),
            new Installing.Request(InstallationKind.Real, "测试省政务新媒体平台", Profile.Guide, Installing.UsualOfficeEnd),
            House.NewOperation(), TestContext.Current.CancellationToken);
    }

    private async Task Furnish()
    {
        await using var host = Host();
        var agency = await host.Agency(Agency);
        ApplicantEmail = (await host.Person("李青", agency, "applicant")).Email;
        SupervisorEmail = (await host.Person("周敏", agency, "supervisor")).Email;
    }

    public async ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (lent is not null)
        {
            await lent.DisposeAsync();
        }
        home.Delete(recursive: true);
    }

    private sealed class Line(Site site) : DelegatingHandler(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        CookieContainer = new CookieContainer(),
    })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            request.RequestUri = new Uri(site.Address, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancel);
        }
    }
}

/// <summary>The server ended before it was ready.</summary>
internal sealed class ServerDiedException(string said) : Exception(said);
