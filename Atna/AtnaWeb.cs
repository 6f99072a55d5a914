using XdsDmp.Atna.Web;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Atna;

/// <summary>
/// The port of the pages for auditors: TLS, where a browser may show a client certificate or none. It is a port of its
/// own, so that no other has to let in who shows none.
/// </summary>
internal sealed class AtnaWeb : IAsyncDisposable
{
    private readonly KestrelHost _host;
    private readonly WebEndpoint _endpoint;

    private AtnaWeb(KestrelHost host, WebEndpoint endpoint)
    {
        _host = host;
        _endpoint = endpoint;
    }

    public Uri Url => _host.Url;

    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static async Task<AtnaWeb> StartAsync(SecureNode node, AtnaOptions options, Uri fhir, byte[] cursorKey)
    {
        var endpoint = new WebEndpoint(node, options, fhir, cursorKey);
        var listen = new ListenAddress(options.Address, options.WebPort, options.PublicHost);
        return new AtnaWeb(await KestrelHost.StartPagesAsync(node, listen, _ => endpoint.HandleAsync), endpoint);
    }

    /// <summary>Finishes what is being answered, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _endpoint.Dispose();
    }
}
