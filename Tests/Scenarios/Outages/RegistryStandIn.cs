using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Outages;

/// <summary>Stands between a repository and its registry, and does to their talk what a test says.</summary>
internal sealed class RegistryStandIn : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly TestConnections _connections = new(TestPki.Node);
    private readonly Uri _registry;

    private RegistryStandIn(Uri registry)
    {
        _registry = registry;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, port => port.UseHttps(https =>
            {
                https.ServerCertificate = TestPki.Node;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.AllowAnyClientCertificate();
            })));
        _application = builder.Build();
        Behaviour = ForwardAsync;
        _application.Run(http => Behaviour(http));
    }

    /// <summary>What happens to a request; passes it on at first.</summary>
    public Func<HttpContext, Task> Behaviour { get; set; }

    public Uri Url { get; private set; } = null!;

    public static async Task<RegistryStandIn> StartAsync(Uri registry)
    {
        var standIn = new RegistryStandIn(registry);
        await standIn._application.StartAsync();
        var addresses = standIn._application.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!;
        var port = BindingAddress.Parse(addresses.Addresses.First()).Port;
        standIn.Url = new UriBuilder("https", "localhost", port, registry.AbsolutePath).Uri;
        return standIn;
    }

    /// <summary>Passes the request on, and the answer back.</summary>
    public async Task ForwardAsync(HttpContext http)
    {
        var (status, type, body) = await AskAsync(http);
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        await http.Response.Body.WriteAsync(body);
    }

    /// <summary>The registry acts, but its answer is lost with the connection.</summary>
    public async Task LoseAnswerAsync(HttpContext http)
    {
        await AskAsync(http);
        http.Abort();
    }

    /// <summary>The registry acts, and something else is answered.</summary>
    public Func<HttpContext, Task> Answering(int status, string type, string text) => async http =>
    {
        await AskAsync(http);
        await AnswerAsync(http, status, type, text);
    };

    /// <summary>The registry never hears of it.</summary>
    public static Func<HttpContext, Task> AnsweringAlone(int status, string type, string text) => async http =>
    {
        await http.Request.Body.CopyToAsync(Stream.Null);
        await AnswerAsync(http, status, type, text);
    };

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _connections.Dispose();
    }

    private static async Task AnswerAsync(HttpContext http, int status, string type, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        await http.Response.WriteAsync(text);
    }

    private async Task<(int Status, string Type, byte[] Body)> AskAsync(HttpContext http)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, _registry)
        { Content = new StreamContent(http.Request.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", http.Request.ContentType);
        using var answer = await _connections.Client(TestHttp.Http11).SendAsync(request);
        var type = answer.Content.Headers.NonValidated["Content-Type"].ToString();
        return ((int)answer.StatusCode, type, await answer.Content.ReadAsByteArrayAsync());
    }
}
