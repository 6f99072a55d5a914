using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace XdsDmp.Security.Trust;

/// <summary>
/// An HTTP handler whose connections follow the TLS policy of the moment they are opened. (The handler's own
/// SslOptions are fixed when it is made, and would keep the trust and the certificate of that time for ever.)
/// </summary>
public static class MutualTlsHandler
{
    public static SocketsHttpHandler Create(TlsPolicy policy) => new()
    {
        ConnectCallback = (context, cancel) => ConnectAsync(policy, context, cancel),
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),

        // The framework would put a span of its own between ours and the peer's, and tell trace ids to everybody.
        ActivityHeadersPropagator = null,
    };

    private static async ValueTask<Stream> ConnectAsync(
        TlsPolicy policy, SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancel).ConfigureAwait(false);
            NetworkStream plain = new(socket, ownsSocket: true);
            return context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps
                ? await SecureAsync(policy, plain, context.DnsEndPoint, cancel).ConfigureAwait(false)
                : plain;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> SecureAsync(
        TlsPolicy policy, NetworkStream plain, DnsEndPoint target, CancellationToken cancel)
    {
        SslStream secure = new(plain, leaveInnerStreamOpen: false);
        try
        {
            SslClientAuthenticationOptions options = policy.ForClient(target.Host, target);
            await secure.AuthenticateAsClientAsync(options, cancel).ConfigureAwait(false);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
