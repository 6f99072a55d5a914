using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using XdsDmp.Atna.Storage;
using XdsDmp.Hosting;

namespace XdsDmp.Atna.Reception;

/// <summary>Who sends, and how.</summary>
/// <param name="Transport">One of <see cref="Transports"/>.</param>
/// <param name="Address">Its IP address.</param>
/// <param name="CertificateSubject">Subject of the certificate that it proved to own; null without TLS.</param>
internal sealed record Sender(string Transport, string Address, string? CertificateSubject)
{
    /// <summary>The other end of a syslog connection.</summary>
    public static Sender Of(ConnectionContext connection)
    {
        var tls = connection.Features.Get<ITlsConnectionFeature>();
        return new Sender(
            tls is null ? Transports.SyslogTcp : Transports.SyslogTls,
            TextOf((connection.RemoteEndPoint as IPEndPoint)?.Address),
            NameOf(tls?.ClientCertificate));
    }

    /// <summary>The sender of a datagram, as the datagram has it.</summary>
    public static Sender OfDatagram(IPAddress address) => new(Transports.SyslogUdp, TextOf(address), null);

    public static Sender Of(HttpContext http) => new(
        Transports.Fhir, TextOf(http.Connection.RemoteIpAddress), NameOf(http.Connection.ClientCertificate));

    public static Sender Of(CallingSystem caller) => new(Transports.Soap, TextOf(caller.Address), caller.Subject);

    /// <summary>A service that runs beside this one.</summary>
    public static Sender OfThisProcess(X509Certificate2 certificate) =>
        new(Transports.SyslogLocal, TextOf(IPAddress.Loopback), NameOf(certificate));

    /// <summary>What it sent at once, ready for the writer.</summary>
    public PreparedBatch Sent(IEnumerable<byte[]> messages, DateTimeOffset now) =>
        PreparedBatch.Of(messages.Select(raw => Sent(raw, now)));

    public ReceivedMessage Sent(byte[] raw, DateTimeOffset now) =>
        new(Microseconds.Cut(now), Transport, Address, CertificateSubject, raw);

    private static string? NameOf(X509Certificate2? certificate) =>
        certificate is null ? null : StorableText.Of(certificate.Subject);

    private static string TextOf(IPAddress? address) =>
        (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "";
}
