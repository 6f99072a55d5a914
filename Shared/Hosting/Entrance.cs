using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace XdsDmp.Hosting;

/// <summary>
/// The way into one host. It can be closed while those who are inside stay: a balancer that cannot connect any more
/// sends new connections elsewhere, and each one that is open ends with its next answer, which says so. Nobody who is
/// about to ask finds his connection gone.
/// </summary>
internal sealed class Entrance : IConnectionListenerFactory
{
    private readonly TaskCompletionSource _isEmpty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IConnectionListener? _listener;
    private volatile bool _isClosed;
    private int _inside;

    /// <summary>What listens, in truth.</summary>
    public SocketTransportFactory? Sockets { private get; set; }

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancel = default) =>
        _listener = await Sockets!.BindAsync(endpoint, cancel);

    /// <summary>Knows who is inside.</summary>
    public ConnectionDelegate Count(ConnectionDelegate next) => async connection =>
    {
        Interlocked.Increment(ref _inside);
        try
        {
            await next(connection);
        }
        finally
        {
            if (Interlocked.Decrement(ref _inside) == 0 && _isClosed)
            {
                _isEmpty.TrySetResult();
            }
        }
    };

    /// <summary>Once the entrance is closed, this request is the last of its connection.</summary>
    public void Pass(HttpContext http)
    {
        if (!_isClosed)
        {
            return;
        }

        if (HttpProtocol.IsHttp11(http.Request.Protocol) || HttpProtocol.IsHttp10(http.Request.Protocol))
        {
            http.Response.Headers.Connection = "close";
        }
        else
        {
            http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
    }

    /// <summary>
    /// Closes it, and waits until everybody has left, or for so long. The port is closed first: who is sent away must
    /// not come back in.
    /// </summary>
    public async Task CloseAsync(TimeSpan patience, TimeProvider clock)
    {
        await _listener!.UnbindAsync();
        _isClosed = true;
        if (Volatile.Read(ref _inside) > 0)
        {
            await Task.WhenAny(_isEmpty.Task, Task.Delay(patience, clock));
        }
    }
}
