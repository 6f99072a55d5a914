using System.Net;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Audit.Events;
using XdsDmp.Security.Systems;

namespace XdsDmp.Hosting;

/// <summary>The system at the other end of a mutual TLS connection.</summary>
/// <param name="CertificateSha256">SHA-256 of its certificate (DER).</param>
/// <param name="Subject">Subject of its certificate.</param>
/// <param name="Address">Where the connection comes from.</param>
public sealed record CallingSystem(byte[] CertificateSha256, string Subject, IPAddress Address)
{
    /// <summary>Which one it is and what it may do; null when the systems file does not say.</summary>
    public KnownSystem? System { get; init; }

    /// <summary>Its certificate, while the connection is open.</summary>
    public X509Certificate2? Certificate { get; init; }

    public KnownSystem Rights => System ?? KnownSystem.Nobody;

    /// <summary>Why <see cref="System"/> is null, for log and audit; the caller is not told.</summary>
    public string WhyUnknown { get; init; } = "";

    /// <summary>Its certificate is not trusted any more, though it was when the connection was opened.</summary>
    public bool HasLostTrust { get; init; }

    internal RefusedPeer ToPeer() =>
        new((Address.IsIPv4MappedToIPv6 ? Address.MapToIPv4() : Address).ToString(), Subject);
}
