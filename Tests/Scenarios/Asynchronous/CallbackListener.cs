using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Asynchronous;

/// <summary>A client's own port, where it waits for the answers of asynchronous exchanges.</summary>
internal sealed class CallbackListener : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedAnswer> _received = [];
    private WebApplication? _application;
    private int _port;

    /// <summary>Where answers are to be sent.</summary>
    public Uri Url => new($"https://localhost:{_port}/answers");

    /// <summary>What came, whatever status it was given.</summary>
    public IReadOnlyList<ReceivedAnswer> Received => [.. _received];

    /// <summary>The status that the next answers are given.</summary>
    public int Status { get; set; } = StatusCodes.Status202Accepted;

    public static async Task<CallbackListener> StartAsync()
    {
        var listener = new CallbackListener();
        await listener.OpenAsync();
        return listener;
    }

    /// <summary>Listens; the port stays the same when it is opened again.</summary>
    public async Task OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, _port, port => port.UseHttps(https =>
            {
                https.ServerCertificate = TestPki.Node;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.AllowAnyClientCertificate();
            })));
        _application = builder.Build();
        _application.Run(ReceiveAsync);
        await _application.StartAsync();
        _port = BindingAddress.Parse(_application.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
    }

    public async Task CloseAsync()
    {
        await _application!.StopAsync();
        await _application.DisposeAsync();
        _application = null;
    }

    /// <summary>Waits for the answer to a question.</summary>
    public async Task<ReceivedAnswer> AnswerToAsync(string messageId)
    {
        await Eventually.IsTrueAsync($"an answer to {messageId}", () => _received.Any(IsAnswer));
        return _received.First(IsAnswer);

        bool IsAnswer(ReceivedAnswer answer) => answer.Message.Addressing.RelatesTo == messageId;
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await CloseAsync();
        }
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        var sink = new MemorySink();
        var reader = new SoapMessageReader(http.Request.ContentType, http.Request.BodyReader, new SoapLimits());
        var message = await reader.ReadEnvelopeAsync(sink, http.RequestAborted);
        await reader.ReadAttachmentsAsync(sink, http.RequestAborted);
        _received.Enqueue(new ReceivedAnswer(message, http.Request.Path, sink.Documents));
        http.Response.StatusCode = Status;
    }

    private sealed class MemorySink : IAttachmentSink
    {
        public Dictionary<string, byte[]> Documents { get; } = [];

        public async ValueTask ReceiveAsync(AttachmentHeaders headers, Stream content, CancellationToken cancel)
        {
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, cancel);
            Documents.Add(headers.ContentId, copy.ToArray());
        }
    }
}

/// <summary>A message that came to the callback.</summary>
internal sealed record ReceivedAnswer(SoapMessage Message, string Path, IReadOnlyDictionary<string, byte[]> Documents);
