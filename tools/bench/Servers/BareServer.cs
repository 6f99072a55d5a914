using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace XdsDmp.Bench.Servers;

/// <summary>
/// The ceiling of what goes over HTTP: Kestrel with the same TLS policy and nothing behind it. <c>/constant/NAME</c>
/// reads the request and answers octets that it was given beforehand; <c>/file/NAME</c> answers those of a file;
/// <c>/store/NAME</c> makes a document durable, and answers the constant. The second port asks for no client
/// certificate.
/// </summary>
internal sealed class BareServer(WebApplication application, BareStore store) : IServer
{
    private const int BufferBytes = 256 * 1024;

    private readonly ConcurrentDictionary<string, string> _files = [];
    private readonly ConcurrentDictionary<string, byte[]> _constants = [];

    public string Greeting => string.Join(' ', application.Urls.Select(url =>
        url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));

    public static async Task<BareServer> StartAsync(Workplace workplace)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, port => Secure(port, workplace, isMutual: true));
            kestrel.Listen(IPAddress.Loopback, 0, port => Secure(port, workplace, isMutual: false));
        });
        var application = builder.Build();
        var server = new BareServer(application, new BareStore(workplace));
        application.Run(server.HandleAsync);
        await application.StartAsync();
        return server;
    }

    /// <summary><c>NAME FILE</c>: what is answered under that name.</summary>
    public async Task<string> AnswerAsync(string command)
    {
        var (name, file) = (command.Split(' ', 2)[0], command.Split(' ', 2)[1]);
        _files[name] = file;
        if (new FileInfo(file).Length <= 16 << 20)
        {
            _constants[name] = await File.ReadAllBytesAsync(file);
        }

        return "ready";
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
        store.Dispose();
    }

    private static void Secure(ListenOptions port, Workplace workplace, bool isMutual)
    {
        var tls = workplace.ServerTls();
        port.Protocols = HttpProtocols.Http1AndHttp2;
        port.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = context =>
            {
                var options = tls.ForServer(context.Connection.RemoteEndPoint, isCertificateOptional: !isMutual);
                options.ClientCertificateRequired = isMutual;
                return ValueTask.FromResult(options);
            },
        });
    }

    private async Task HandleAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!.Split('/');
        http.Response.ContentType = "application/soap+xml; charset=UTF-8";
        switch (path[1])
        {
            case "store":
                await store.TakeAsync(http.Request.Body);
                await AnswerAsync(http, _constants[path[2]]);
                break;
            case "file":
                await ReadAsync(http);
                await AnswerFileAsync(http, _files[path[2]]);
                break;
            default:
                await ReadAsync(http);
                await AnswerAsync(http, _constants[path[2]]);
                break;
        }
    }

    private static async Task ReadAsync(HttpContext http)
    {
        bool isCompleted;
        do
        {
            var read = await http.Request.BodyReader.ReadAsync();
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            isCompleted = read.IsCompleted;
        }
        while (!isCompleted);
    }

    private static async Task AnswerAsync(HttpContext http, byte[] constant)
    {
        http.Response.ContentLength = constant.Length;
        await http.Response.BodyWriter.WriteAsync(constant);
    }

    private static async Task AnswerFileAsync(HttpContext http, string path)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        http.Response.ContentLength = length;
        var output = http.Response.BodyWriter;
        for (long offset = 0; offset < length;)
        {
            var read = RandomAccess.Read(file, output.GetSpan(BufferBytes), offset);
            output.Advance(read);
            offset += read;
            await output.FlushAsync();
        }
    }
}
