using Microsoft.AspNetCore.Http;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Hosting.Descriptions;

namespace XdsDmp.Hosting;

/// <summary>A running SOAP service.</summary>
public sealed class SoapServiceHost(KestrelHost host, Uri url) : IAsyncDisposable
{
    /// <summary>Where the service is reached.</summary>
    public Uri Url { get; } = url;

    public static async Task<SoapServiceHost> StartAsync(SecureNode node, ListenAddress listen, SoapService service)
    {
        var pipeline = new TransactionPipeline(service, node.Audit, node.Logger);
        var host = await KestrelHost.StartHttpAsync(node, listen, root => Handler(root));
        return new SoapServiceHost(host, new Uri(host.Url, service.Path));

        RequestDelegate Handler(Uri root)
        {
            var description = new ServiceDescription(service.Wsdl, new Uri(root, service.Path));
            var endpoint = new SoapEndpoint(service, pipeline, node.Audit, description, node.Logger);
            return http => http.Request.Path == service.Path ? endpoint.HandleAsync(http) : NotHere(http, service.Path);
        }
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static Task NotHere(HttpContext http, string path)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsync($"nothing is served here; the service is at {path}\n");
    }
}
