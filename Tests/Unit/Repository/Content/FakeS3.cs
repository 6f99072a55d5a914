using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace XdsDmp.Tests.Unit.Repository.Content;

/// <summary>
/// An S3 server without a socket, which a test can make lie, fail and break off. It knows one bucket and no uploads in
/// parts; what it cannot list it says it cannot.
/// </summary>
internal sealed class FakeS3 : HttpMessageHandler
{
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    /// <summary>Requests as they came: method and key.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Headers of the last PUT.</summary>
    public Dictionary<string, string> Put { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What it keeps of what it was sent.</summary>
    public Func<byte[], byte[]> Keeps { get; set; } = octets => octets;

    /// <summary>What it says of what it was sent.</summary>
    public Func<byte[], string> ETag { get; set; } = Md5;

    /// <summary>What happens instead of the work; null: the work.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Before { get; set; } = _ => null;

    /// <summary>An exception is a connection that breaks.</summary>
    public Action<HttpRequestMessage> After { get; set; } = _ => { };

    /// <summary>Octets after which an answer breaks off.</summary>
    public int AnswerBreaksAt { get; set; } = int.MaxValue;

    private readonly ConcurrentDictionary<string, string> _tags = new();

    [SuppressMessage("Security", "CA5351", Justification = "S3's own name for what it holds.")]
    public static string Md5(byte[] octets) => Convert.ToHexStringLower(MD5.HashData(octets));

    public static HttpResponseMessage Refusal(HttpStatusCode status, string code) => new(status)
    {
        Content = new StringContent(
            $"<Error><Code>{code}</Code><Message>{code}</Message></Error>", Encoding.UTF8, "application/xml"),
    };

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var key = request.RequestUri!.AbsolutePath.Split('/').Last();
        Asked.Enqueue($"{request.Method} {key}");
        var answer = Before(request) ?? await AnswerAsync(request, key, cancellationToken);
        After(request);
        answer.RequestMessage = request;
        return answer;
    }

    private async Task<HttpResponseMessage> AnswerAsync(
        HttpRequestMessage request, string key, CancellationToken cancel) => request.Method.Method switch
        {
            "PUT" => await StoreAsync(request, key, cancel),
            "HEAD" or "GET" when request.RequestUri!.Query.Contains("uploads", StringComparison.Ordinal)
                || request.RequestUri.Query.Contains("versions", StringComparison.Ordinal) =>
                Refusal(HttpStatusCode.NotImplemented, "NotImplemented"),
            "HEAD" when key == "documents" => new HttpResponseMessage(),
            "HEAD" or "GET" => Read(request, key),
            "DELETE" => Delete(key),
            _ => Refusal(HttpStatusCode.NotImplemented, "NotImplemented"),
        };

    private async Task<HttpResponseMessage> StoreAsync(HttpRequestMessage request, string key, CancellationToken cancel)
    {
        foreach (var (name, values) in request.Headers.Concat(request.Content!.Headers))
        {
            Put[name] = string.Join(",", values);
        }

        var octets = await request.Content.ReadAsByteArrayAsync(cancel);
        if (Objects.ContainsKey(key) && Put.GetValueOrDefault("If-None-Match") == "*")
        {
            return Refusal(HttpStatusCode.PreconditionFailed, "PreconditionFailed");
        }

        Objects[key] = Keeps(octets);
        _tags[key] = ETag(octets);
        return Tagged(new HttpResponseMessage(), key);
    }

    private HttpResponseMessage Read(HttpRequestMessage request, string key)
    {
        if (!Objects.TryGetValue(key, out var octets))
        {
            return Refusal(HttpStatusCode.NotFound, "NoSuchKey");
        }

        var range = request.Headers.Range?.Ranges.Single();
        var from = (int)(range?.From ?? 0);
        var answer = new HttpResponseMessage(range is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent)
        {
            Content = new StreamContent(new BreakingStream(octets[from..], AnswerBreaksAt)),
        };
        answer.Content.Headers.ContentLength = octets.Length - from;
        return Tagged(answer, key);
    }

    private HttpResponseMessage Delete(string key)
    {
        Objects.TryRemove(key, out _);
        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }

    private HttpResponseMessage Tagged(HttpResponseMessage answer, string key)
    {
        answer.Headers.ETag = new EntityTagHeaderValue($"\"{_tags[key]}\"");
        return answer;
    }

    private sealed class BreakingStream(byte[] octets, int breaksAt) : MemoryStream(octets)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= breaksAt
                ? throw new IOException("the connection broke")
                : base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, breaksAt - Position)], cancellationToken);
    }
}
