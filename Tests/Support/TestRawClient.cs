using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace XdsDmp.Tests.Support;

/// <summary>What a service answered to bytes that a test made by hand.</summary>
public sealed record RawAnswer(int Status, string ContentType, string Body);

/// <summary>Sends HTTP bodies, or the bytes of a whole request, just as a test has made them.</summary>
public sealed class TestRawClient(TestConnections connections)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<RawAnswer> PostAsync(
        Uri url, string contentType, byte[] body, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(body),
            Version = new Version(1, 1),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        change?.Invoke(request);
        return await SendAsync(request);
    }

    public async Task<RawAnswer> GetAsync(Uri url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        return await SendAsync(request);
    }

    /// <summary>
    /// Writes these very bytes on a new connection, and then the end if <paramref name="hangUp"/>; gives all that comes
    /// back before the service closes.
    /// </summary>
    public async Task<string> SendBytesAsync(Uri url, byte[] request, bool hangUp = false)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var connection = await ConnectAsync(url, patience.Token);
        await connection.WriteAsync(request, patience.Token);
        await connection.FlushAsync(patience.Token);
        if (hangUp)
        {
            await connection.ShutdownAsync();
        }

        using var answer = new MemoryStream();
        try
        {
            await connection.CopyToAsync(answer, patience.Token);
        }
        catch (IOException)
        {
            // A service may reset the connection once it has said what it had to say.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }

    /// <summary>A connection of its own, for a test that speaks byte by byte.</summary>
    public async Task<SslStream> ConnectAsync(Uri url, CancellationToken cancel)
    {
        var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(url.Host, url.Port, cancel);
        var secure = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false);
        await secure.AuthenticateAsClientAsync(connections.TlsOptions(), cancel);
        return secure;
    }

    private async Task<RawAnswer> SendAsync(HttpRequestMessage request)
    {
        using var response = await connections.Client(TestHttp.Http11).SendAsync(request);
        return new RawAnswer(
            (int)response.StatusCode, TypeOf(response.Content.Headers), await response.Content.ReadAsStringAsync());
    }

    private static string TypeOf(HttpContentHeaders headers) =>
        headers.NonValidated.TryGetValues("Content-Type", out var type) ? type.ToString() : "";
}
