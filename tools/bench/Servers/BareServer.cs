using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace XdsDmp.Bench.Servers;

/// <summary>
/// The ceiling of what goes over HTTP: Kestrel with the same TLS policy and nothing behind it. <c>/constant </c>
/// answers bytes that it was given beforehand; <c>/store </c> hashes the body (SHA-1, SHA-256), writes it to a new
/// file, flushes that to the disk, answers.
/// </summary>
internal sealed class BareServer(WebApplication application, string folder) : IServer
{
    private const int BufferBytes = 128 * 1024;
    private byte[] _constant = [];

    public string Greeting => application.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public static async Task<BareServer> StartAsync(Workplace workplace)
    {
        var tls = workplace.ServerTls();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, port =>
            {
                port.Protocols = HttpProtocols.Http1AndHttp2;
                port.UseHttps(new TlsHandshakeCallbackOptions
                {
                    OnConnection = context => ValueTask.FromResult(tls.ForServer(context.Connection.RemoteEndPoint)),
                });
            });
        });
        var application = builder.Build();
        var folder = Directory.CreateDirectory(Path.Combine(workplace.Folder, "bare")).FullName;
        var server = new BareServer(application, folder);
        application.Run(server.HandleAsync);
        await application.StartAsync();
        return server;
    }

    /// <summary>Takes the file with the constant.</summary>
    public async Task<string> AnswerAsync(string command)
    {
        _constant = await File.ReadAllBytesAsync(command);
        return $"{_constant.Length}";
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
    }

    private Task HandleAsync(HttpContext http) =>
        http.Request.Path == "/store" ? StoreAsync(http) : ConstantAsync(http);

    private async Task ConstantAsync(HttpContext http)
    {
        bool isCompleted;
        do
        {
            var read = await http.Request.BodyReader.ReadAsync();
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            isCompleted = read.IsCompleted;
        }
        while (!isCompleted);

        await AnswerAsync(http, "application/soap+xml; charset=UTF-8");
    }

    private async Task StoreAsync(HttpContext http)
    {
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = File.OpenHandle(
            Path.Combine(folder, $"{Guid.NewGuid():n}"), FileMode.CreateNew, FileAccess.Write);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        long size = 0;
        int read;
        while ((read = await http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false)) > 0)
        {
            sha1.AppendData(buffer, 0, read);
            sha256.AppendData(buffer, 0, read);
            RandomAccess.Write(file, buffer.AsSpan(0, read), size);
            size += read;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        sha1.GetHashAndReset();
        sha256.GetHashAndReset();
        RandomAccess.FlushToDisk(file);
        await AnswerAsync(http, "application/soap+xml; charset=UTF-8");
    }

    private async Task AnswerAsync(HttpContext http, string type)
    {
        http.Response.ContentType = type;
        http.Response.ContentLength = _constant.Length;
        await http.Response.BodyWriter.WriteAsync(_constant);
    }
}
