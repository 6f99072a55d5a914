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

    private readonly byte[] _octets;
    private readonly int[] _numbers;
    private readonly int[] _patients;

    private RequestTemplate(byte[] octets)
    {
        _octets = octets;
        _numbers = [.. OffsetsOf(Number)];
        _patients = [.. OffsetsOf(Patient)];
    }

    public int Length => _octets.Length;

    public static async Task<RequestTemplate> OfAsync(Uri url, OutgoingMessage message)
    {
        var writer = new SoapWriter(message with
        {
            IsRequest = true,
            Addressing = message.Addressing with
            {
                MessageId = $"urn:uuid:00000000-0000-4000-8000-{Number}",
                To = url.AbsoluteUri,
                ReplyTo = WsAddressing.Anonymous,
            },
        });
        var body = new MemoryStream();
        await writer.WriteAsync(PipeWriter.Create(body, new StreamPipeWriterOptions(leaveOpen: true)),
            CancellationToken.None);
        var head =
            $"POST {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: {writer.ContentType}\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n";
        return new RequestTemplate([.. Encoding.ASCII.GetBytes(head), .. body.ToArray()]);
    }

    /// <summary>A copy for one client to write into.</summary>
    public byte[] NewCopy() => [.. _octets];

    /// <summary>Makes a copy the request with that number.</summary>
    public void Patch(Span<byte> copy, long number, int patient)
    {
        foreach (var offset in _numbers)
        {
            Utf8Formatter.TryFormat(number, copy[offset..], out _, new('D', (byte)Number.Length));
        }

        foreach (var offset in _patients)
        {
            Utf8Formatter.TryFormat(patient, copy[offset..], out _, new('D', (byte)Patient.Length));
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
