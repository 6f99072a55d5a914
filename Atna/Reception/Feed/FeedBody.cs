using System.Buffers;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using XdsDmp.Atna.Fhir;
using XdsDmp.Hosting;

namespace XdsDmp.Atna.Reception.Feed;

/// <summary>
/// Reads bodies whole: bounded each, bounded all together, and in bounded time. Memory follows what has arrived, not
/// what is announced.
/// </summary>
internal sealed class FeedBody(TimeSpan patience, TimeProvider clock)
{
    private long _bytesInMemory;

    /// <summary>Takes the body in, and gives it to <paramref name="use"/>.</summary>
    /// <exception cref="FhirRefusalException">It is too large, too slow, or no FHIR.</exception>
    public async Task UseAsync(HttpContext http, Func<FhirFormat, byte[], Task> use)
    {
        var format = FormatOf(http.Request);
        if (http.Request.ContentLength > FeedLimits.MaxBodyBytes)
        {
            throw TooLarge();
        }

        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize =
            FeedLimits.MaxBodyBytes + RequestRemainder.MaxBytes;
        var body = new ArrayBufferWriter<byte>();
        try
        {
            await ReadAsync(http, body);
            CheckEncoding(body.WrittenSpan);
            await use(format, body.WrittenSpan.ToArray());
        }
        finally
        {
            Interlocked.Add(ref _bytesInMemory, -body.WrittenCount);
        }
    }

    private async Task ReadAsync(HttpContext http, ArrayBufferWriter<byte> body)
    {
        using var time = new CancellationTokenSource(patience, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, time.Token);
        var input = http.Request.BodyReader;
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(limit.Token);
                Take(read.Buffer, body);
                input.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested)
        {
            throw new FhirRefusalException(
                StatusCodes.Status408RequestTimeout, "timeout",
                $"the body did not arrive within {patience.TotalSeconds} s");
        }
    }

    private void Take(in ReadOnlySequence<byte> received, ArrayBufferWriter<byte> body)
    {
        if (body.WrittenCount + received.Length > FeedLimits.MaxBodyBytes)
        {
            throw TooLarge();
        }

        foreach (var part in received)
        {
            body.Write(part.Span);
        }

        if (Interlocked.Add(ref _bytesInMemory, received.Length) > FeedLimits.MaxBytesInMemory)
        {
            throw new FhirRefusalException(
                StatusCodes.Status503ServiceUnavailable, "throttled", "too much is being received; repeat this later");
        }
    }

    private static FhirFormat FormatOf(HttpRequest request)
    {
        var type = request.ContentType ?? "";
        var charset = type.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        var isUtf8 = charset < 0
            || type[(charset + 8)..].Trim().Trim('"').StartsWith("utf-8", StringComparison.OrdinalIgnoreCase);
        return FhirFormats.OfMediaType(type) is { } format && isUtf8
            ? format
            : throw new FhirRefusalException(
                StatusCodes.Status415UnsupportedMediaType, "not-supported",
                "the body must be application/fhir+json or application/fhir+xml, in UTF-8");
    }

    private static void CheckEncoding(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body) || body.Contains((byte)0))
        {
            throw new FhirRefusalException(StatusCodes.Status400BadRequest, "structure", "the body is not UTF-8");
        }
    }

    private static FhirRefusalException TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, "too-long",
        $"a body may have {FeedLimits.MaxBodyBytes} octets; send the events in several requests");
}
