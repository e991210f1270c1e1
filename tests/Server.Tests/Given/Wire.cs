using System.Net;
using System.Net.Sockets;

namespace Guanwei.Server.Tests.Given;

/// <summary>A wire to a server on this machine that can be cut and mended.</summary>
public sealed class Wire : IDisposable
{
    private readonly string _host;
    private readonly int _port;
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _ends = [];
    private TcpListener? _listener;

    public Wire(string host, int port)
    {
        (_host, _port) = (host, port);
        Mend();
    }

    public int Port { get; private set; }

    /// <summary>Open connections break, new ones are refused.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _listener?.Stop();
            _listener = null;
            _ends.ForEach(end => end.Dispose());
            _ends.Clear();
        }
    }

    public void Mend()
    {
        var listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _listener = listener;
        _ = Accept(listener);
    }

    public void Dispose() => Cut();

    private async Task Accept(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptTcpClientAsync();
                var far = new TcpClient();
                lock (_gate)
                {
                    _ends.AddRange([near, far]);
                }
                _ = Join(near, far);
            }
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private async Task Join(TcpClient near, TcpClient far)
    {
        try
        {
            await far.ConnectAsync(_host, _port);
            var (one, other) = (near.GetStream(), far.GetStream());
            await Task.WhenAny(one.CopyToAsync(other), other.CopyToAsync(one));
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or the far end hung up.
        }
        finally
        {
            near.Dispose();
            far.Dispose();
        }
    }
}
