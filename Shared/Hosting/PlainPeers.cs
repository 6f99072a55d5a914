using System.Net;
using Microsoft.AspNetCore.Connections;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Hosting;

/// <summary>
/// Peers that may do without TLS on a port that offers it: those of these networks, if the first thing they say is no
/// TLS handshake. For feeds that know no TLS, on the machine itself or in a closed network.
/// </summary>
/// <param name="Networks">Where they are.</param>
/// <param name="Handler">Serves them.</param>
/// <param name="Silence">How long one of them may say nothing at first.</param>
public sealed record PlainPeers(IReadOnlyList<IPNetwork> Networks, ConnectionDelegate Handler, TimeSpan Silence)
{
    /// <summary>TLS record type 22: every handshake begins with it (RFC 8446 §5.1).</summary>
    private const byte Handshake = 0x16;

    /// <summary>Decides for each connection whether it goes on to <paramref name="secure"/>.</summary>
    internal ConnectionDelegate Before(ConnectionDelegate secure) => async connection =>
    {
        var isPlain = IsOneOfThem(connection) && await FirstByteAsync(connection) is not Handshake;
        await (isPlain ? Handler : secure)(connection);
    };

    private bool IsOneOfThem(ConnectionContext connection) =>
        connection.RemoteEndPoint is IPEndPoint { Address: var address } && Networks.Contains(address);

    /// <summary>Looked at, not taken; null when the peer has gone or says nothing.</summary>
    private async Task<byte?> FirstByteAsync(ConnectionContext connection)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        patience.CancelAfter(Silence);
        try
        {
            var read = await connection.Transport.Input.ReadAsync(patience.Token);
            byte? first = read.Buffer.IsEmpty ? null : read.Buffer.FirstSpan[0];
            connection.Transport.Input.AdvanceTo(read.Buffer.Start);
            return first;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
