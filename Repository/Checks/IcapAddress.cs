using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Repository.Checks;

/// <summary>An ICAP service: <c>icap://host:port/service</c> (RFC 3507 §4.2).</summary>
internal sealed record IcapAddress(PeerSocket Server, string Url)
{
    private const int DefaultPort = 1344;

    /// <summary>As the Host header has it.</summary>
    public string Authority => new Uri(Url).Authority;

    /// <exception cref="ConfigurationException">It is none.</exception>
    public static IcapAddress Parse(string url, string key) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri is { Scheme: "icap", Host.Length: > 0 }
            ? new IcapAddress(
                new PeerSocket(uri.IdnHost.Trim('[', ']'), uri.Port > 0 ? uri.Port : DefaultPort), uri.AbsoluteUri)
            : throw new ConfigurationException($"{key} '{url}' is no address like icap://host:1344/service");
}
