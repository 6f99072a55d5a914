using System.Net;
using Microsoft.AspNetCore.Connections;
using XdsDmp.Audit.Events;

namespace XdsDmp.Hosting;

/// <summary>
/// Sees handshakes that fail without our judgement of a certificate: a peer that has another's certificate and not its
/// key, that knows no protocol or suite of ours, or that does not trust us. They are failed node authentications, too
/// (ITI-19, ITI TF-2 §3.19).
/// </summary>
internal sealed class HandshakeWatch(SecurityAlerts alerts)
{
    private static readonly object Key = new();

    /// <summary>Stands before TLS: when that comes back without having led on, the handshake has failed.</summary>
    public ConnectionDelegate Before(ConnectionDelegate secure) => async connection =>
    {
        var handshake = new Handshake();
        connection.Items[Key] = handshake;
        await secure(connection);
        if (handshake.IsBegun && !handshake.IsSettled)
        {
            var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
            alerts.TellRefused(
                new RefusedPeer(
                    (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "unknown"),
                "the TLS handshake failed: no key for the certificate shown, no protocol or suite in common, or broken "
                + "off by the peer");
        }
    };

    /// <summary>Stands behind TLS.</summary>
    public static ConnectionDelegate Behind(ConnectionDelegate serve) => connection =>
    {
        Settle(connection);
        return serve(connection);
    };

    /// <summary>The peer has said that it wants TLS; who only looks whether a port is open does not.</summary>
    public static void Begin(BaseConnectionContext connection) => Of(connection)?.IsBegun = true;

    /// <summary>It has succeeded, or it is told already why not.</summary>
    public static void Settle(BaseConnectionContext connection) => Of(connection)?.IsSettled = true;

    private static Handshake? Of(BaseConnectionContext connection) =>
        connection.Items.TryGetValue(Key, out var it) ? it as Handshake : null;

    private sealed class Handshake
    {
        public bool IsBegun { get; set; }

        public bool IsSettled { get; set; }
    }
}
