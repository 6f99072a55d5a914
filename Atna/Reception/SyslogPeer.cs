using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Reception;

/// <summary>The sender at the other end of a mutual TLS connection.</summary>
/// <param name="Address">Its IP address.</param>
/// <param name="CertificateSubject">Subject of the certificate that it proved to own.</param>
internal sealed record SyslogPeer(string Address, string? CertificateSubject)
{
    public static SyslogPeer Of(ConnectionContext connection)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        return new SyslogPeer(
            (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "",
            connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate?.Subject);
    }

    public ReceivedMessage Sent(byte[] raw, DateTimeOffset now) =>
        new(Microseconds.Cut(now), Transports.SyslogTls, Address, CertificateSubject, raw);
}
