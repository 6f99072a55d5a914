using System.Security.Cryptography;

namespace XdsDmp.Repository.Checks;

/// <summary>
/// An ICAP server (RFC 3507): it is shown the document as one that somebody downloads or uploads. What it leaves as it
/// is passes; what it names or changes does not.
/// </summary>
internal sealed class IcapCheck(IcapAddress service, IcapMethod method) : IContentCheck
{
    private const int ChunkBytes = 64 * 1024;
    private const int MaxPreviewBytes = 64 * 1024;
    private const string Page = "http://xdsdmp.invalid/document";

    public string Name => "ICAP";

    private string Verb => method == IcapMethod.Respmod ? "RESPMOD" : "REQMOD";

    // 1. what the server can do  2. head and preview  3. unless it knows already: the rest, while it may answer
    public async Task<CheckVerdict> CheckAsync(Stream octets, long size, CancellationToken cancel)
    {
        await using var connection = new IcapConnection(await service.Server.ConnectAsync(cancel));
        await connection.WriteAsync(Head("OPTIONS", "Encapsulated: null-body=0\r\n"), cancel);
        var options = await connection.ReadAnswerAsync(cancel);
        if (options.Status != IcapAnswer.Ok)
        {
            return CheckVerdict.Trouble(
                $"{service.Url} is no service of this server: {options.Status} {options.Reason}");
        }

        if (!options.Has("Methods", Verb))
        {
            return CheckVerdict.Trouble($"{service.Url} has no {Verb}");
        }

        using var sent = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var preview = options.Preview is { } wanted ? Math.Min(wanted, MaxPreviewBytes) : (int?)null;
        await connection.WriteAsync(RequestHead(size, preview), cancel);
        if (preview is { } octetsFirst)
        {
            var isWhole = await SendPreviewAsync(connection, octets, octetsFirst, size, sent, cancel);
            var answer = await connection.ReadAnswerAsync(cancel);
            if (isWhole || answer.Status != IcapAnswer.Continue)
            {
                return await VerdictOfAsync(connection, answer, isWhole ? sent : null, cancel);
            }
        }

        return await SendRestAsync(connection, octets, sent, cancel);
    }

    /// <returns>True when the preview is the whole document.</returns>
    private static async Task<bool> SendPreviewAsync(
        IcapConnection connection, Stream octets, int preview, long size, IncrementalHash sent,
        CancellationToken cancel)
    {
        var buffer = new byte[preview];
        var count = await octets.ReadAtLeastAsync(buffer, preview, throwOnEndOfStream: false, cancel);
        sent.AppendData(buffer, 0, count);
        if (count > 0)
        {
            await connection.WriteChunkAsync(buffer.AsMemory(0, count), cancel);
        }

        var isWhole = size <= count;
        await connection.WriteAsync(isWhole ? "0; ieof\r\n\r\n" : "0\r\n\r\n", cancel);
        return isWhole;
    }

    /// <summary>A server may answer while it still hears, and then must be read, or both wait.</summary>
    private static async Task<CheckVerdict> SendRestAsync(
        IcapConnection connection, Stream octets, IncrementalHash sent, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var sending = SendAsync(connection, octets, sent, enough.Token);
        var judging = JudgeAsync(connection, sending, sent, cancel);
        try
        {
            if (await Task.WhenAny(judging, sending) == sending)
            {
                // If the document could not be read to its end, no answer is worth waiting for.
                await sending;
            }

            return await judging;
        }
        finally
        {
            await enough.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<CheckVerdict> JudgeAsync(
        IcapConnection connection, Task sending, IncrementalHash sent, CancellationToken cancel)
    {
        var answer = await connection.ReadAnswerAsync(cancel);
        using var returned = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (ByHead(answer) is { } verdict)
        {
            return verdict;
        }

        await ReadReturnedAsync(connection, answer, returned, cancel);
        await sending;
        return Compare(sent, returned);
    }

    private static async Task SendAsync(
        IcapConnection connection, Stream octets, IncrementalHash sent, CancellationToken cancel)
    {
        var buffer = new byte[ChunkBytes];
        try
        {
            int count;
            while ((count = await octets.ReadAsync(buffer, cancel)) > 0)
            {
                sent.AppendData(buffer, 0, count);
                await connection.WriteChunkAsync(buffer.AsMemory(0, count), cancel);
            }

            await connection.WriteAsync("0\r\n\r\n", cancel);
        }
        catch (IOException) when (connection.IsClosedByPeer)
        {
            // It has heard enough: its answer says what it made of it.
        }
    }

    /// <summary>Of a server that has not seen, or not asked for, more than the preview.</summary>
    private static async Task<CheckVerdict> VerdictOfAsync(
        IcapConnection connection, IcapAnswer answer, IncrementalHash? sent, CancellationToken cancel)
    {
        if (ByHead(answer) is { } verdict)
        {
            return verdict;
        }

        if (sent is null)
        {
            return CheckVerdict.Found("the ICAP server replaced the document");
        }

        using var returned = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await ReadReturnedAsync(connection, answer, returned, cancel);
        return Compare(sent, returned);
    }

    /// <summary>Null: it depends on what the server returns.</summary>
    private static CheckVerdict? ByHead(IcapAnswer answer) => answer switch
    {
        { Finding: { } finding } => CheckVerdict.Found(finding),
        { Status: IcapAnswer.NoModification } => CheckVerdict.Clean,
        { Status: IcapAnswer.Ok } => null,
        _ => CheckVerdict.Trouble($"the ICAP server answered {answer.Status} {answer.Reason}"),
    };

    /// <summary>Some do not leave out what they have not changed.</summary>
    private static async Task ReadReturnedAsync(
        IcapConnection connection, IcapAnswer answer, IncrementalHash returned, CancellationToken cancel)
    {
        var parts = answer.Headers.GetValueOrDefault("Encapsulated", "").Split(',').Select(part => part.Trim());
        foreach (var part in parts)
        {
            if (part.StartsWith("req-hdr", StringComparison.Ordinal)
                || part.StartsWith("res-hdr", StringComparison.Ordinal))
            {
                await connection.ReadHeadersAsync(cancel);
            }
            else if (!part.StartsWith("null-body", StringComparison.Ordinal))
            {
                await connection.ReadBodyAsync(octets => returned.AppendData(octets.Span), cancel);
            }
        }
    }

    private static CheckVerdict Compare(IncrementalHash sent, IncrementalHash returned) =>
        sent.GetHashAndReset().AsSpan().SequenceEqual(returned.GetHashAndReset())
            ? CheckVerdict.Clean
            : CheckVerdict.Found("the ICAP server changed the document");

    private string RequestHead(long size, int? preview)
    {
        var request = $"{(method == IcapMethod.Respmod ? "GET" : "POST")} {Page} HTTP/1.1\r\nHost: xdsdmp.invalid\r\n";
        var entity = $"Content-Type: application/octet-stream\r\nContent-Length: {size}\r\n\r\n";
        var (http, parts) = method == IcapMethod.Respmod
            ? ($"{request}\r\nHTTP/1.1 200 OK\r\n{entity}",
                $"req-hdr=0, res-hdr={request.Length + 2}, res-body={request.Length + 2 + 17 + entity.Length}")
            : (request + entity, $"req-hdr=0, req-body={request.Length + entity.Length}");
        var wish = preview is { } octets ? $"Preview: {octets}\r\n" : "";
        return Head(Verb, $"Allow: 204\r\n{wish}Encapsulated: {parts}\r\n") + http;
    }

    private string Head(string verb, string headers) =>
        $"{verb} {service.Url} ICAP/1.0\r\nHost: {service.Authority}\r\nUser-Agent: XdsDmp\r\n{headers}\r\n";
}
