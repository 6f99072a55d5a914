using Microsoft.AspNetCore.Http;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Hosting.InProcess;

namespace XdsDmp.Hosting;

/// <summary>SOAP services that run on one port, and the delivery of their asynchronous answers.</summary>
public sealed class SoapServiceHost : IAsyncDisposable
{
    private readonly KestrelHost _host;
    private readonly IReadOnlyList<SoapMount> _services;

    private SoapServiceHost(KestrelHost host, IReadOnlyList<SoapMount> services, LocalService local)
    {
        _host = host;
        _services = services;
        Local = local;
    }

    /// <summary>The way in for whoever runs in this process.</summary>
    public LocalService Local { get; }

    /// <summary>Where the service is reached; with several, the first of them.</summary>
    public Uri Url => _services[0].Url;

    /// <summary>Where the service of that path is reached; null when it is not served.</summary>
    public Uri? UrlOf(string path) => _services.FirstOrDefault(service => service.Url.AbsolutePath == path)?.Url;

    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static async Task<SoapServiceHost> StartAsync(
        SecureNode node, ListenAddress listen, params IReadOnlyList<SoapService> services)
    {
        List<(SoapService Service, SoapMount Mount)> mounts = [];
        var host = await KestrelHost.StartHttpAsync(node, listen, root =>
        {
            mounts = [.. services.Select(service => (service, new SoapMount(node, root, service)))];
            return AnswerAsync;
        });
        var local = new LocalService(mounts[0].Mount.Url, node.Tls, AnswerAsync);
        return new SoapServiceHost(host, [.. mounts.Select(mount => mount.Mount)], local);

        Task AnswerAsync(HttpContext http) =>
            mounts.Find(mount => mount.Service.IsAt(http.Request.Path.Value)).Mount is { } found
                ? found.HandleAsync(http)
                : NotHere(http, string.Join(", ", services.Select(service => service.Path)));
    }

    /// <summary>Finishes what is being answered; what is not delivered yet waits in the table.</summary>
    public async ValueTask DisposeAsync()
    {
        Local.Close();
        await _host.DisposeAsync();
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }
    }

    private static Task NotHere(HttpContext http, string paths)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsync($"nothing is served here; the service is at {paths}\n");
    }
}
