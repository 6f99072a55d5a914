using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace XdsDmp.Tests.Scenarios.Operations;

/// <summary>A collector: takes OTLP over HTTP with protobuf and keeps what it got.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<byte[]> _metrics = new();
    private readonly ConcurrentQueue<byte[]> _traces = new();

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(TakeAsync);
    }

    public string Url { get; private set; } = "";

    /// <summary>Names of all metrics so far.</summary>
    public IReadOnlySet<string> Metrics => _metrics.SelectMany(octets => new ProtobufMessage(octets).Messages(1))
        .SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2))
        .Select(metric => metric.Text(1)).ToHashSet();

    /// <summary>All spans so far.</summary>
    public IReadOnlyList<OtlpSpan> Spans =>
    [
        .. _traces.SelectMany(octets => new ProtobufMessage(octets).Messages(1))
            .SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2))
            .Select(span => new OtlpSpan(
                span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5),
                span.Messages(9).ToDictionary(it => it.Text(1), it => it.Messages(2).First().Text(1)))),
    ];

    /// <summary>Everything that came, to be searched for what should not be there.</summary>
    public string Everything => string.Concat(_metrics.Concat(_traces).Select(Encoding.Latin1.GetString));

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._application.StartAsync();
        receiver.Url = receiver._application.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First();
        return receiver;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var octets = new MemoryStream();
        var body = http.Request.Headers.ContentEncoding == "gzip"
            ? new GZipStream(http.Request.Body, CompressionMode.Decompress) : http.Request.Body;
        await body.CopyToAsync(octets);
        var queue = http.Request.Path.Value switch
        {
            "/v1/metrics" => _metrics,
            "/v1/traces" => _traces,
            _ => null,
        };
        queue?.Enqueue(octets.ToArray());
        http.Response.StatusCode = queue is null ? 404 : 200;
        http.Response.ContentType = "application/x-protobuf";
    }
}

/// <summary>What a test looks at of a span.</summary>
internal sealed record OtlpSpan(
    string Trace, string Id, string Parent, string Name, IReadOnlyDictionary<string, string> Attributes);
