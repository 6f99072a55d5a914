using System.Net;

namespace XdsDmp.Audit.Messages;

/// <summary>Where in the network a participant stood.</summary>
public sealed record NetworkAccessPoint(string Id, NetworkAccessPointType Type)
{
    /// <summary>Of an IP address (type 2) or a machine name (type 1); null when nothing is known.</summary>
    public static NetworkAccessPoint? OfHost(string? host)
    {
        if (string.IsNullOrWhiteSpace(host))
        {
            return null;
        }

        if (!IPAddress.TryParse(host, out var address))
        {
            return new NetworkAccessPoint(host, NetworkAccessPointType.MachineName);
        }

        // A dual-stack socket shows IPv4 callers as ::ffff:a.b.c.d; one caller must not have two names in the trail.
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return new NetworkAccessPoint(plain.ToString(), NetworkAccessPointType.IpAddress);
    }

    /// <summary>Of the host that a URI names.</summary>
    public static NetworkAccessPoint? OfUri(string? uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed) ? OfHost(parsed.DnsSafeHost) : null;
}
