using System.Buffers.Text;
using System.IO.Pipelines;
using System.Text;
using XdsDmp.Soap;

namespace XdsDmp.Bench.Load;

/// <summary>
/// An HTTP request as octets, written once by the product's own <see cref="SoapWriter"/>. Where it says
/// <see cref="Number"/> or
/// <see cref="Patient"/> each request gets digits of its own; nothing else is done for it.
/// </summary>
internal sealed class RequestTemplate
{
    /// <summary>Makes the unique ids and the MessageID of each request its own.</summary>
    public const string Number = "NNNNNNNNNNNN";

    /// <summary>The patient whom the request is about.</summary>
    public const string Patient = "PPPPPP";

    /// <summary>The number of an earlier request, whose unique ids are asked for.</summary>
    public const string Stored = "SSSSSSSSSSSS";

    private readonly byte[] _octets;
    private readonly int[] _numbers;
    private readonly int[] _patients;
    private readonly int[] _stored;

    private RequestTemplate(byte[] octets)
    {
        _octets = octets;
        _numbers = [.. OffsetsOf(Number)];
        _patients = [.. OffsetsOf(Patient)];
        _stored = [.. OffsetsOf(Stored)];
    }

    public int Length => _octets.Length;

    /// <summary>A request that needs nothing but its octets, for instance <c>GET</c>.</summary>
    public static RequestTemplate Of(byte[] octets) => new(octets);

    public static async Task<RequestTemplate> OfAsync(Uri url, OutgoingMessage message) =>
        new(await OctetsOfAsync(url, Addressed(url, message, Number)));

    /// <summary>Complete but for a signature.</summary>
    public static OutgoingMessage Addressed(Uri url, OutgoingMessage message, string number) => message with
    {
        IsRequest = true,
        Addressing = message.Addressing with
        {
            MessageId = $"urn:uuid:00000000-0000-4000-8000-{number}",
            To = url.AbsoluteUri,
            ReplyTo = WsAddressing.Anonymous,
        },
    };

    /// <summary>The HTTP request.</summary>
    public static async Task<byte[]> OctetsOfAsync(Uri url, OutgoingMessage addressed)
    {
        var writer = new SoapWriter(addressed);
        var body = new MemoryStream();
        await writer.WriteAsync(PipeWriter.Create(body, new StreamPipeWriterOptions(leaveOpen: true)),
            CancellationToken.None);
        var head =
            $"POST {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: {writer.ContentType}\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body.GetBuffer().AsSpan(0, (int)body.Length)];
    }

    /// <summary>A copy for one client to write into.</summary>
    public byte[] NewCopy() => [.. _octets];

    /// <summary>Makes a copy the request with that number.</summary>
    public void Patch(Span<byte> copy, long number, int patient, long stored = 0)
    {
        Write(copy, _numbers, number, Number.Length);
        Write(copy, _patients, patient, Patient.Length);
        Write(copy, _stored, stored, Stored.Length);
    }

    private static void Write(Span<byte> copy, int[] offsets, long value, int digits)
    {
        foreach (var offset in offsets)
        {
            Utf8Formatter.TryFormat(value, copy[offset..], out _, new('D', (byte)digits));
        }
    }

    private IEnumerable<int> OffsetsOf(string mark)
    {
        var wanted = Encoding.ASCII.GetBytes(mark);
        for (var at = 0; _octets.AsSpan(at).IndexOf(wanted) is >= 0 and var next; at += next + wanted.Length)
        {
            yield return at + next;
        }
    }
}
