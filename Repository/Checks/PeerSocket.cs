using System.Net.Sockets;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Repository.Checks;

/// <summary>Where a check listens: a socket of this machine, or a host and port.</summary>
internal sealed record PeerSocket(string Host, int Port, string? Path = null)
{
    private const string UnixPrefix = "unix:";

    /// <summary>A path, unix:path, or host:port.</summary>
    /// <exception cref="ConfigurationException">It is none of them.</exception>
    public static PeerSocket Parse(string server, string key)
    {
        if (server.StartsWith('/') || server.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            return new PeerSocket("", 0, server.StartsWith('/') ? server : server[UnixPrefix.Length..]);
        }

        return Uri.TryCreate($"tcp://{server}", UriKind.Absolute, out var uri) && uri.Port > 0
            ? new PeerSocket(uri.IdnHost.Trim('[', ']'), uri.Port)
            : throw new ConfigurationException($"{key} '{server}' is neither the path of a socket nor host:port");
    }

    /// <exception cref="IOException">Nobody is there.</exception>
    public async Task<NetworkStream> ConnectAsync(CancellationToken cancel)
    {
        var socket = Path is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await (Path is null
                ? socket.ConnectAsync(Host, Port, cancel)
                : socket.ConnectAsync(new UnixDomainSocketEndPoint(Path), cancel));
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException nobody)
        {
            socket.Dispose();
            throw new IOException($"{this} does not answer: {nobody.Message}", nobody);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public override string ToString() => Path ?? $"{Host}:{Port}";
}
