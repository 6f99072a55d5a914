using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Hosting.Health;

namespace XdsDmp.Hosting;

/// <summary>
/// A listening port with mutual TLS: HTTP/1.1 and HTTP/2 for SOAP, or a connection handler of its own for syslog and
/// MLLP. Every limit is set here.
/// </summary>
public sealed class KestrelHost : IAsyncDisposable
{
    private const int MaxConnections = 10_000;

    /// <summary>What has arrived on a connection and is not read yet; there can be as many as these may be.</summary>
    private const int MaxWaitingBytes = 64 * 1024;

    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A handshake costs as much as some thirty requests, so connections are kept.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(2);

    /// <summary>What a stop leaves to those who are being answered.</summary>
    private static readonly TimeSpan MaxFinish = TimeSpan.FromSeconds(5);

    private readonly WebApplication _application;

    private readonly SecureNode _node;

    private readonly Entrance _entrance;

    private readonly bool _isHttp;

    private KestrelHost(
        WebApplication application, SecureNode node, Entrance entrance, bool isHttp, ListenAddress listen, int port)
    {
        _isHttp = isHttp;
        _application = application;
        _node = node;
        _entrance = entrance;
        Port = port;
        Url = new UriBuilder("https", listen.PublicHost, port).Uri;
    }

    /// <summary>The port in use; a free one when 0 was asked for.</summary>
    public int Port { get; }

    /// <summary><c>https://host:port/</c>.</summary>
    public Uri Url { get; }

    /// <summary>Serves SOAP and its WSDL; and the node's health, to those who have a certificate.</summary>
    public static Task<KestrelHost> StartHttpAsync(
        SecureNode node, ListenAddress listen, Func<Uri, RequestDelegate> handler) =>
        StartAsync(node, listen, port => port.Protocols = HttpProtocols.Http1AndHttp2, root =>
        {
            var answer = handler(root);
            return http => HealthAnswer.IsAt(http.Request.Path)
                ? HealthAnswer.WriteAsync(http, node.Health, withReasons: false)
                : answer(http);
        });

    /// <summary>Serves pages to browsers, which may show a client certificate or none.</summary>
    public static Task<KestrelHost> StartPagesAsync(
        SecureNode node, ListenAddress listen, Func<Uri, RequestDelegate> handler) => StartAsync(
            node, listen, port => port.Protocols = HttpProtocols.Http1AndHttp2, handler, isCertificateOptional: true);

    /// <summary>Serves a protocol of its own on TLS; to some peers also without.</summary>
    public static Task<KestrelHost> StartConnectionsAsync(
        SecureNode node, ListenAddress listen, ConnectionDelegate handler, PlainPeers? plain = null) =>
        StartAsync(
            node, listen, port => port.Use(_ => handler), _ => _ => Task.CompletedTask, plain,
            maxWaitingBytes: MaxWaitingBytes);

    /// <summary>
    /// Takes no more connections, lets those that are open end with an answer, finishes what is being answered, breaks
    /// off what takes too long.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_isHttp && _node.DrainTime > TimeSpan.Zero)
        {
            await _entrance.CloseAsync(_node.StopTime.Of(_node.DrainTime), _node.Clock);
        }

        using var patience = new CancellationTokenSource(_node.StopTime.Of(MaxFinish));
        await _application.StopAsync(patience.Token);
        await _application.DisposeAsync();
    }

    private static async Task<KestrelHost> StartAsync(
        SecureNode node, ListenAddress listen, Action<ListenOptions> serve, Func<Uri, RequestDelegate> handler,
        PlainPeers? plain = null, bool isCertificateOptional = false, long? maxWaitingBytes = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var entrance = new Entrance();

        // A request's trace begins where we begin it (RequestWatch): the framework's own span would stand between ours
        // and the caller's, and be sent nowhere.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new KestrelLog(node.Logger))
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            SetLimits(kestrel);
            kestrel.Limits.MaxRequestBufferSize = maxWaitingBytes ?? kestrel.Limits.MaxRequestBufferSize;
            kestrel.Listen(listen.EndPoint, port =>
            {
                port.Use(entrance.Count);
                if (plain is not null)
                {
                    port.Use(plain.Before);
                }

                port.Use(new HandshakeWatch(node.Alerts).Before);
                port.UseHttps(TlsOf(node, isCertificateOptional));
                port.Use(HandshakeWatch.Behind);
                serve(port);
            });
        });
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, RecordMemoryFactory>();
        builder.Services.AddSingleton<IConnectionListenerFactory>(services =>
        {
            entrance.Sockets = ActivatorUtilities.CreateInstance<SocketTransportFactory>(services);
            return entrance;
        });
        var application = builder.Build();

        // A request may come before its host knows its own port.
        var ready = new TaskCompletionSource<RequestDelegate>(TaskCreationOptions.RunContinuationsAsynchronously);
        RequestDelegate? answer = null;
        application.Run(http =>
        {
            entrance.Pass(http);
            return answer is { } known ? known(http) : AnswerAsync(http, ready.Task);
        });
        try
        {
            await application.StartAsync();
        }
        catch (IOException inUse)
        {
            throw new ConfigurationException($"cannot listen on {listen.EndPoint}: {inUse.Message}", inUse);
        }

        var host = new KestrelHost(
            application, node, entrance, isHttp: maxWaitingBytes is null, listen, PortOf(application));
        answer = handler(host.Url);
        ready.SetResult(answer);
        node.Logger.LogInformation("Listening on {Address}, port {Port}", listen.Address, host.Port);
        return host;
    }

    private static async Task AnswerAsync(HttpContext http, Task<RequestDelegate> answer) => await (await answer)(http);

    private static TlsHandshakeCallbackOptions TlsOf(SecureNode node, bool isCertificateOptional) => new()
    {
        HandshakeTimeout = HandshakeTimeout,
        OnConnection = context =>
        {
            var connection = context.Connection;
            HandshakeWatch.Begin(connection);
            return ValueTask.FromResult(node.Tls.ForServer(
                connection.RemoteEndPoint, isCertificateOptional, () => HandshakeWatch.Settle(connection)));
        },
    };

    private static void SetLimits(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        kestrel.Limits.KeepAliveTimeout = KeepAlive;
        kestrel.Limits.Http2.MaxStreamsPerConnection = 100;
    }

    private static int PortOf(WebApplication application) => application.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.Select(address => BindingAddress.Parse(address).Port).First();
}
