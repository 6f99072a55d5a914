using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Hosting.Health;

/// <summary>
/// A port for load balancers and supervisors, which have no client certificate: HTTP without TLS, on this machine only
/// unless the settings say otherwise, and nothing but health. It opens first and closes last.
/// </summary>
internal sealed class HealthPort : IAsyncDisposable
{
    private const int MaxConnections = 100;

    private readonly WebApplication _application;

    private HealthPort(WebApplication application, Uri url)
    {
        _application = application;
        Url = url;
    }

    /// <summary><c>http://host:port/health</c>; below it <c>/live</c> and <c>/ready</c>.</summary>
    public Uri Url { get; }

    /// <exception cref="ConfigurationException">The port is taken.</exception>
    public static async Task<HealthPort> StartAsync(NodeHealth health, string address, int port)
    {
        var listen = new ListenAddress(address, port, address);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(1);
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
            kestrel.Listen(listen.EndPoint, it => it.Protocols = HttpProtocols.Http1);
        });
        var application = builder.Build();
        application.Run(http => HealthAnswer.IsAt(http.Request.Path)
            ? HealthAnswer.WriteAsync(http, health, withReasons: true)
            : NotHere(http));
        try
        {
            await application.StartAsync();
        }
        catch (IOException inUse)
        {
            await application.DisposeAsync();
            throw new ConfigurationException($"cannot listen on {listen.EndPoint} for health: {inUse.Message}", inUse);
        }

        var server = application.Services.GetRequiredService<IServer>();
        var found = BindingAddress.Parse(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return new HealthPort(application, new UriBuilder("http", HostOf(listen), found.Port, "health").Uri);
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _application.StopAsync(patience.Token);
        await _application.DisposeAsync();
    }

    /// <summary>For URLs: "any address" can be listened on, not gone to.</summary>
    private static string HostOf(ListenAddress listen) => listen.EndPoint.Address switch
    {
        var any when any.Equals(IPAddress.Any) => "127.0.0.1",
        var any when any.Equals(IPAddress.IPv6Any) => "[::1]",
        var address => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString(),
    };

    private static Task NotHere(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsync($"here are {HealthAnswer.LivePath} and {HealthAnswer.ReadyPath}\n");
    }
}
