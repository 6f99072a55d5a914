using Microsoft.AspNetCore.Http;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Hosting;

/// <summary>A running SOAP service, and the delivery of its asynchronous answers.</summary>
public sealed class SoapServiceHost : IAsyncDisposable
{
    private readonly KestrelHost _host;
    private readonly SoapMount _service;

    private SoapServiceHost(KestrelHost host, SoapMount service)
    {
        _host = host;
        _service = service;
    }

    /// <summary>Where the service is reached.</summary>
    public Uri Url => _service.Url;

    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static async Task<SoapServiceHost> StartAsync(SecureNode node, ListenAddress listen, SoapService service)
    {
        SoapMount? mount = null;
        var host = await KestrelHost.StartHttpAsync(node, listen, root =>
        {
            mount = new SoapMount(node, root, service);
            return http => http.Request.Path == service.Path ? mount.HandleAsync(http) : NotHere(http, service.Path);
        });
        return new SoapServiceHost(host, mount!);
    }

    /// <summary>Finishes what is being answered; what is not delivered yet waits in the table.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _service.DisposeAsync();
    }

    private static Task NotHere(HttpContext http, string path)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsync($"nothing is served here; the service is at {path}\n");
    }
}
