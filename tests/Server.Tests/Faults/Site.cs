using System.Net;
using Guanwei.Rules;
using Guanwei.Server.Hosting;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Time;

namespace Guanwei.Server.Tests.Faults;

/// <summary>An installation with an agency and its people whose server is a process of its own: one that can be killed.</summary>
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

    /// <param name="folder">Where its data lie; a temporary folder when not given.</param>
    public static async Task<Site> On(DatabaseKind kind, string? folder = null)
    {
        var lent = kind is DatabaseKind.Postgres ? await TestDatabase.EmptyPostgres() : null;
        return await Furnished(new Site(folder, lent?.Settings, lent));
    }

    public static Task<Site> On(DatabaseSettings postgres) => Furnished(new Site(null, postgres, null));

    /// <summary>A running server and where it listens.</summary>
    public async Task<(OwnProcess Process, Uri Address)> Starts()
    {
        var process = OwnProcess.Start(AppContext.BaseDirectory, "/", [.. Place, "--urls=http://127.0.0.1:0", "--SignIn:AttemptsPerMinute=100000"]);
        // Nobody reads its log, and a full pipe would stop it.
        process.Process.ErrorDataReceived += (_, _) => { };
        process.Process.BeginErrorReadLine();
        var ready = await process.Process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var address = ready?.IndexOf("http://", StringComparison.Ordinal) ?? -1;
        Assert.True(address >= 0, $"The server did not start: {ready}");
        return (process, new Uri(ready![address..]));
    }

    public static HttpClient NewBrowser(Uri address) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        CookieContainer = new CookieContainer(),
    })
    { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    public Task<(int Code, string Output, string Error)> Says(params string[] words) => OwnProcess.Run([.. words, .. Place]);

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
        await using var host = new GuanweiHost { Data = Data };
        if (postgres is not null)
        {
            host.Settings["database"] = postgres.Connection;
        }
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
}
