using System.Text;
using XdsDmp.Bench.Load;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Rows;

/// <summary>A connection for each request: what mutual TLS costs beside TLS.</summary>
internal sealed class ConnectRow : IRow
{
    public string Name => "connect";

    public string Explanation =>
        "A new mutual TLS connection for each request, closed after it: GET /health/live at the registry's own port, "
        + "full handshakes, the client's certificate chain checked. Ceiling: the same to a bare Kestrel endpoint with "
        + "the same TLS policy that asks for no client certificate and answers the same octets.";

    public async Task<Contest> StartAsync(Stage stage)
    {
        var product = await stage.ProductAsync();
        var ours = WorkOf(new Uri(product.Registry, "/health/live"));
        using var once = product.Load(ours);
        var (bare, url) = await stage.BareAsync("constant", await once.OnceAsync(), isMutual: false);
        return new Contest(new Pairing(
            Name,
            new HttpLoad(product.Server, product.Workplace, ours) { IsReconnecting = true },
            new HttpLoad(bare, product.Workplace, WorkOf(url)) { IsReconnecting = true },
            Target: 0.6));
    }

    private static Work WorkOf(Uri url)
    {
        var request = RequestTemplate.Of(
            Encoding.ASCII.GetBytes($"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\n\r\n"));
        return new Work(url, new PatchedRequests(request, default), HasBody) { IsRelated = false };
    }

    private static void HasBody(ReadOnlySpan<byte> body)
    {
        if (body.IndexOf((byte)'{') < 0)
        {
            throw new InvalidDataException($"not an answer about health: {Encoding.UTF8.GetString(body)}");
        }
    }
}
