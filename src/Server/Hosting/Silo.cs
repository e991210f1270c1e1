using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Guanwei.Server.Jobs;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Guanwei.Server.Hosting;

public static class Silo
{
    // Below Linux's range for outgoing connections (32768–60999), so that no client socket takes the port meanwhile.
    private const int LowestPort = 20_000;
    private const int HighestPort = 32_000;

    public static WebApplicationBuilder AddSilo(this WebApplicationBuilder builder, int port)
    {
        builder.Services.TryAddSingleton<JobSignal>();
        builder.Host.UseOrleans(silo => silo.UseLocalhostClustering(port, gatewayPort: 0));
        builder.Services.AddHealthChecks().AddCheck<SiloReady>("silo", tags: [Health.Ready]);
        return builder;
    }

    // Orleans refuses port 0, so a free one is looked for; Serve starts again when another process was faster.
    public static int FreePort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(LowestPort, HighestPort);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                continue;
            }
        }
    }
}
