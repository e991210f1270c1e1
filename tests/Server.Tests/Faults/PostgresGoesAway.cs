using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Tests.Faults;

/// <summary>A PostgreSQL of its own, stopped under requests and started again: needs root, to run it as another user.</summary>
public sealed class PostgresGoesAway : IAsyncDisposable
{
    private static readonly TimeSpan gone = TimeSpan.FromSeconds(
        Environment.GetEnvironmentVariable("GUANWEI_LONG") == "1" ? 10 : 3);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("guanwei-pg-");
    private readonly int port = FreePort();
    private bool running;

    private string Cluster => Path.Combine(folder.FullName, "cluster");

    [Fact]
    public async Task And_people_are_told_to_come_back_and_nothing_is_lost_when_they_do()
    {
        await Make();
        await using var site = await Site.On(DatabaseSettings.Postgres(
            $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Timeout=5"));
        var (process, address) = await site.Starts();
        await using var server = process;
        using var clerk = new Clerk(Site.NewBrowser(address), site.ApplicantEmail);
        await clerk.SignsIn();
        using var late = new Clerk(Site.NewBrowser(address), site.ApplicantEmail);
        await late.OpensSignIn();

        var waited = Stopwatch.StartNew();
        await Tell("-m", "immediate", "stop");
        running = false;
        var answers = new List<(HttpStatusCode, string)>();
        while (waited.Elapsed < gone)
        {
            answers.Add(await late.TriesToSignIn());
        }
        await Start();

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Item1));
        Assert.All(answers, answer => Assert.Contains("<h1", answer.Item2, StringComparison.Ordinal));
        Assert.NotEmpty(answers);
        Assert.False(process.Process.HasExited);
        await ComesBack(address, site.ApplicantEmail);
        process.Process.Kill();
        await process.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await Books.Check(site, []));
        Assert.Equal(0, (await site.Says("audit", "verify")).Code);
    }

    private static async Task ComesBack(Uri address, string email)
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            using var clerk = new Clerk(Site.NewBrowser(address), email);
            var (status, _) = await clerk.TriesToSignIn();
            if (status is HttpStatusCode.SeeOther)
            {
                return;
            }
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(15), $"Still {status} 15 s after PostgreSQL is back.");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    private async Task Make()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "Running a PostgreSQL as another user needs root.");
        Assert.SkipUnless(
            await Run("sh", "-c", "command -v initdb pg_ctl runuser && id postgres") == 0, "No initdb, pg_ctl, runuser or user postgres here.");
        Assert.Equal(0, await Run("chown", "postgres", folder.FullName));
        Assert.Equal(0, await AsPostgres("initdb", "-D", Cluster, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync"));
        await Start();
    }

    private async Task Start()
    {
        await Tell(
            "-o", $"-p {port} -k {folder.FullName} -c listen_addresses=127.0.0.1", "-l", Path.Combine(folder.FullName, "log"), "-w", "start");
        running = true;
    }

    private async Task Tell(params string[] words) => Assert.Equal(0, await AsPostgres("pg_ctl", ["-D", Cluster, .. words]));

    private static Task<int> AsPostgres(string program, params string[] words) =>
        Run("runuser", ["-u", "postgres", "--", program, .. words]);

    private static async Task<int> Run(string program, params string[] words)
    {
        // Its output would be held open by the server that pg_ctl leaves behind.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. words]);
        // A folder that the other user may enter.
        start.WorkingDirectory = "/";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        if (running)
        {
            await Tell("-m", "immediate", "stop");
        }
        folder.Delete(recursive: true);
    }
}
