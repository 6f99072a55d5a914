using System.Net;

namespace XdsDmp.Hosting.Configuration;

/// <summary>Where a service listens.</summary>
/// <param name="Address">IP address; <c>0.0.0.0</c> for all.</param>
/// <param name="Port">TCP port; 0 takes a free one.</param>
/// <param name="PublicHost">The host name that peers use: in URLs, WSDL and audit messages.</param>
public sealed record ListenAddress(string Address, int Port, string PublicHost)
{
    public IPEndPoint EndPoint => IPAddress.TryParse(Address, out var ip)
        ? new IPEndPoint(ip, Port)
        : throw new ConfigurationException($"'{Address}' is not an IP address to listen on");
}
