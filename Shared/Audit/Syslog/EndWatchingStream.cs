using System.Net.Sockets;

namespace XdsDmp.Audit.Syslog;

/// <summary>
/// Notes whether the peer's TCP stream came to its end. A TLS stream above ends in the same way whether the peer said
/// close_notify or broke off; but after close_notify nothing more is read from here. In TLS 1.3 a server that refuses
/// our certificate may just break off, after we believe to have sent everything.
/// </summary>
internal sealed class EndWatchingStream(Socket socket) : NetworkStream(socket, ownsSocket: false)
{
    public bool IsEndReached { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        IsEndReached |= read == 0 && buffer.Length > 0;
        return read;
    }
}
