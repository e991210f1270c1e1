using System.Net;
using System.Net.Sockets;
using Guanwei.Server.Hosting;
using Guanwei.Server.Tests.Given;
using Silo = Guanwei.Server.Hosting.Silo;

namespace Guanwei.Server.Tests.Hosting;

/// <summary>
/// Between looking for a free port and taking it another process may be faster: the server starts again on another one.
/// </summary>
public sealed class ATakenSiloPort : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("guanwei-test-");

    private string Data => Path.Combine(_home.FullName, "data");

    [Fact]
    public async Task Is_left_for_another_one()
    {
        TestInstallation.MakeIn(Data);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var ports = new Queue<int>([((IPEndPoint)taken.LocalEndpoint).Port, Silo.FreePort()]);
        var url = $"http://127.0.0.1:{Silo.FreePort()}";
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using StringWriter output = new(), error = new();

        var serving = Serve.Run(new(Data, null, false, output, error), ["--applicationName=guanwei", $"--urls={url}"], ports.Dequeue, stop.Token);
        Assert.Equal(HttpStatusCode.OK, await Ready(new Uri(url), serving));
        await stop.CancelAsync();
        await serving;

        Assert.Empty(ports);
    }

    [Fact]
    public async Task That_never_comes_free_is_told_and_not_tried_for_ever()
    {
        TestInstallation.MakeIn(Data);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var tries = 0;
        int Port()
        {
            tries++;
            return ((IPEndPoint)taken.LocalEndpoint).Port;
        }
        using StringWriter output = new(), error = new();

        var refused = await Assert.ThrowsAnyAsync<Exception>(
            () => Serve.Run(new(Data, null, false, output, error), ["--applicationName=guanwei", "--urls=http://127.0.0.1:0"], Port, default));

        Assert.Contains("in use", refused.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(5, tries);
    }

    private static async Task<HttpStatusCode> Ready(Uri address, Task serving)
    {
        using var http = new HttpClientHandler();
        using var client = new HttpMessageInvoker(http);
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var asked = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/health/ready"));
                using var answer = await client.SendAsync(asked, TestContext.Current.CancellationToken);
                if (answer.StatusCode is HttpStatusCode.OK || tries > 200)
                {
                    return answer.StatusCode;
                }
            }
            catch (HttpRequestException) when (tries < 200 && !serving.IsFaulted)
            {
                // Not listening yet.
            }
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _home.Delete(recursive: true);
    }
}
