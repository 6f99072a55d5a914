using System.Net;

namespace XdsDmp.Hosting.Configuration;

/// <summary>IP addresses and networks, as settings name them.</summary>
public static class NetworkList
{
    /// <exception cref="ConfigurationException">Names the one that is neither.</exception>
    public static IReadOnlyList<IPNetwork> Parse(string key, IReadOnlyList<string> texts) =>
        [.. texts.Select(text => Parse(key, text))];

    /// <summary>Whether one of them contains the address, IPv4 in IPv6 included.</summary>
    public static bool Contains(this IReadOnlyList<IPNetwork> networks, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(network => network.Contains(plain));
    }

    private static IPNetwork Parse(string key, string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new ConfigurationException(
            $"{key} '{text}' is neither an IP address nor a network such as 10.1.2.0/24");
}
