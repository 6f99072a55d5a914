using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using XdsDmp.Soap.Multipart;
using XdsDmp.Xml;

namespace XdsDmp.Soap;

/// <summary>
/// Writes one message, question or answer, in any form. Its Content-Type (with the boundary) and, without
/// attachments, its exact length are known before the first byte.
/// </summary>
public sealed class SoapWriter
{
    private const int FlushBytes = 64 * 1024;
    private const int BodyFrame = 64;
    private const string RootId = "envelope@xdsdmp";
    private readonly OutgoingMessage _message;
    private readonly string _boundary;
    private readonly ArrayBufferWriter<byte> _head = new(1024);
    private int _envelopeStart;

    public SoapWriter(OutgoingMessage message)
    {
        if (message.Attachments.Count > 0 && !message.Form.IsMtom)
        {
            throw new ArgumentException("only an MTOM message can have attachments", nameof(message));
        }

        _message = message;
        // Random, so that no document stored here on purpose can hold it.
        _boundary = message.Form.IsMtom ? $"MIMEBoundary_{Guid.NewGuid():N}" : "";
        ContentType = (message.Form.IsMtom ? PackageType() : EnvelopeType()) + ActionParameter();
        WriteHead();
    }

    /// <summary>The value of the HTTP header (ITI TF-2 Appendix V.3.2, XOP §4.1).</summary>
    public string ContentType { get; }

    /// <summary>The bytes that will be written; null when that depends on attachments.</summary>
    public long? Length =>
        _message.Attachments.Count > 0 ? null : _head.WrittenCount + BodyLength + Tail.Length + End.Length;

    private long BodyLength => _message.Body.Length + _message.BodyContinued.Sum(piece => (long)piece.Length);

    private static ReadOnlySpan<byte> BodyEnd => "</soap:Body>"u8;

    private static ReadOnlySpan<byte> Tail => "</soap:Body></soap:Envelope>"u8;

    private ReadOnlySpan<byte> End =>
        _message.Form.IsMtom ? Encoding.ASCII.GetBytes($"\r\n--{_boundary}--\r\n") : [];

    /// <summary>Writes the message and flushes it; does not complete <paramref name="output"/>.</summary>
    public async Task WriteAsync(PipeWriter output, CancellationToken cancel)
    {
        output.Write(_head.WrittenSpan);
        await WriteBodyAsync(output, cancel).ConfigureAwait(false);
        output.Write(Tail);
        foreach (var attachment in _message.Attachments)
        {
            output.Write(PartHead(attachment));
            await attachment.CopyAsync(output, cancel).ConfigureAwait(false);
        }

        output.Write(End);
        await FlushAsync(output, cancel).ConfigureAwait(false);
    }

    private async ValueTask WriteBodyAsync(PipeWriter output, CancellationToken cancel)
    {
        var room = await WriteAsync(output, _message.Body, FlushBytes, cancel).ConfigureAwait(false);
        foreach (var piece in _message.BodyContinued)
        {
            if (piece.Length > room)
            {
                await FlushAsync(output, cancel).ConfigureAwait(false);
                room = FlushBytes;
            }

            Write(piece, output);
            room -= piece.Length;
        }
    }

    /// <summary>Flushes whenever <paramref name="room"/> is used up; returns what is left of it.</summary>
    private static async ValueTask<int> WriteAsync(
        PipeWriter output, ReadOnlyMemory<byte> piece, int room, CancellationToken cancel)
    {
        while (piece.Length > room)
        {
            output.Write(piece.Span[..room]);
            await FlushAsync(output, cancel).ConfigureAwait(false);
            piece = piece[room..];
            room = FlushBytes;
        }

        output.Write(piece.Span);
        return room - piece.Length;
    }

    private static async ValueTask FlushAsync(PipeWriter output, CancellationToken cancel)
    {
        var result = await output.FlushAsync(cancel).ConfigureAwait(false);
        if (result.IsCompleted || result.IsCanceled)
        {
            throw new IOException("the peer has stopped reading the message");
        }
    }

    /// <summary>The envelope alone, as it will be written: what a signature is made over.</summary>
    public static ReadOnlyMemory<byte> EnvelopeOf(OutgoingMessage message)
    {
        var writer = new SoapWriter(message);
        var envelope = new ArrayBufferWriter<byte>(16 * 1024);
        envelope.Write(writer._head.WrittenSpan[writer._envelopeStart..]);
        WriteContent(message, envelope);
        envelope.Write(Tail);
        return envelope.WrittenMemory;
    }

    /// <summary>The element Body alone, as it will be written.</summary>
    public static void WriteBody(OutgoingMessage message, IBufferWriter<byte> output)
    {
        // Room for all at once: a body may be of hundreds of kilobytes.
        output.GetSpan(message.Body.Length + message.BodyContinued.Sum(piece => piece.Length) + BodyFrame);
        output.Write(BodyStart(message));
        WriteContent(message, output);
        output.Write(BodyEnd);
    }

    private static void WriteContent(OutgoingMessage message, IBufferWriter<byte> output)
    {
        output.Write(message.Body.Span);
        foreach (var piece in message.BodyContinued)
        {
            Write(piece, output);
        }
    }

    private static void Write(IBodyPiece piece, IBufferWriter<byte> output)
    {
        piece.CopyTo(output.GetSpan(piece.Length)[..piece.Length]);
        output.Advance(piece.Length);
    }

    private void WriteHead()
    {
        if (_message.Form.IsMtom)
        {
            Encoding.ASCII.GetBytes(
                $"--{_boundary}\r\nContent-Type: {MediaTypes.Xop}; charset=UTF-8; "
                + $"type=\"{_message.Form.EnvelopeMediaType}\"\r\n"
                + $"Content-Transfer-Encoding: binary\r\nContent-ID: <{RootId}>\r\n\r\n",
                _head);
        }

        _envelopeStart = _head.WrittenCount;
        _head.Write(_message.Form.Version == SoapVersion.Soap12
            ? """<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope" """u8
            : """<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" """u8);
        _head.Write(_message.BearsIds
            ? Encoding.ASCII.GetBytes($"xmlns:wsu=\"{SoapNames.SecurityUtility}\" ")
            : []);
        _head.Write("""xmlns:wsa="http://www.w3.org/2005/08/addressing"><soap:Header>"""u8);
        WriteAddressing(new Utf8XmlWriter(_head), _message.Addressing);
        Encoding.UTF8.GetBytes(_message.ReferenceParameters ?? "", _head);
        _head.Write(_message.SecurityHeader.Span);
        _head.Write(_message.FaultHeader.Span);
        _head.Write("</soap:Header>"u8);
        _head.Write(BodyStart(_message));
    }

    private static ReadOnlySpan<byte> BodyStart(OutgoingMessage message) =>
        message.BearsIds ? """<soap:Body wsu:Id="body">"""u8 : "<soap:Body>"u8;

    private void WriteAddressing(Utf8XmlWriter xml, AddressingHeaders headers)
    {
        if (headers.Action is not null)
        {
            xml.Start("wsa:Action"u8).Attribute("soap:mustUnderstand"u8, "1").Attribute("wsu:Id"u8, Id("action"))
                .Text(headers.Action).End("wsa:Action"u8);
        }

        Write(xml, "wsa:MessageID"u8, "message-id", headers.MessageId);
        Write(xml, "wsa:RelatesTo"u8, "relates-to", headers.RelatesTo);
        Write(xml, "wsa:To"u8, "to", headers.To);
        WriteReference(xml, "wsa:ReplyTo"u8, "reply-to", headers.ReplyTo);
        WriteReference(xml, "wsa:FaultTo"u8, "fault-to", headers.FaultTo);
    }

    private string? Id(string id) => _message.BearsIds ? id : null;

    private void Write(Utf8XmlWriter xml, ReadOnlySpan<byte> name, string id, string? value)
    {
        if (value is not null)
        {
            xml.Start(name).Attribute("wsu:Id"u8, Id(id)).Text(value).End(name);
        }
    }

    private void WriteReference(Utf8XmlWriter xml, ReadOnlySpan<byte> name, string id, string? address)
    {
        if (address is not null)
        {
            xml.Start(name).Attribute("wsu:Id"u8, Id(id)).Element("wsa:Address"u8, address).End(name);
        }
    }

    private byte[] PartHead(OutgoingAttachment attachment) => Encoding.UTF8.GetBytes(
        $"\r\n--{_boundary}\r\nContent-Type: {HeaderValue(attachment.ContentType)}\r\n"
        + $"Content-Transfer-Encoding: binary\r\nContent-ID: <{HeaderValue(attachment.ContentId)}>\r\n\r\n");

    private string EnvelopeType() => $"{_message.Form.EnvelopeMediaType}; charset=UTF-8";

    private string PackageType() =>
        $"{MediaTypes.Related}; type=\"{MediaTypes.Xop}\"; start=\"<{RootId}>\"; "
        + $"start-info=\"{_message.Form.EnvelopeMediaType}\"; boundary=\"{_boundary}\"";

    // SOAP 1.1 has the SOAPAction header instead.
    private string ActionParameter() =>
        _message is { IsRequest: true, Form.Version: SoapVersion.Soap12, Addressing.Action: { } action }
            ? $"; action=\"{HeaderValue(action).Replace("\\", "\\\\").Replace("\"", "\\\"")}\""
            : "";

    /// <summary>A media type that a client once sent must not become a header line of our own.</summary>
    private static string HeaderValue(string value) =>
        value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? ContentIds.ToHref(value)[4..] : value;
}
