using System.IO.Pipelines;
using XdsDmp.Soap.Envelopes;
using XdsDmp.Soap.Multipart;

namespace XdsDmp.Soap;

/// <summary>
/// Reads one message from an HTTP body: a bare envelope, or an MTOM/XOP package (SOAP 1.2 HTTP binding, MTOM, XOP §4).
/// The envelope is held; attachments pass through to the sink. What is unacceptable is a
/// <see cref="SoapFaultException"/> that names the limit or rule.
/// </summary>
public sealed class SoapMessageReader(string? contentType, PipeReader body, SoapLimits limits)
{
    private readonly HashSet<string> _contentIds = new(StringComparer.Ordinal);
    private MultipartBody? _package;

    /// <summary>The form of the message as far as it is known; a fault is answered in it.</summary>
    public SoapForm Form { get; private set; } = SoapForm.Default;

    /// <summary>
    /// Reads the envelope. Attachments that come before it, and documents inline in a large envelope, go to the sink;
    /// without a sink any attachment is refused.
    /// </summary>
    public async Task<SoapMessage> ReadEnvelopeAsync(IAttachmentSink? sink, CancellationToken cancel)
    {
        var type = SoapContentType.Parse(contentType);
        Form = new SoapForm(type.Version ?? SoapVersion.Soap12, type.IsMtom);
        var message = type.IsMtom
            ? await ReadRootAsync(type, sink, cancel).ConfigureAwait(false)
            : await EnvelopeReader.ReadAsync(
                new BodyStream(body, limits), Form, false, type.Charset, sink, limits, cancel).ConfigureAwait(false);
        Form = message.Form;
        return message;
    }

    /// <summary>Reads the parts after the root part, and makes sure that the message is whole.</summary>
    public async Task ReadAttachmentsAsync(IAttachmentSink? sink, CancellationToken cancel)
    {
        if (_package is null)
        {
            return; // A bare envelope is whole when its XML is.
        }

        while (await _package.NextPartAsync(cancel).ConfigureAwait(false) is { } headers)
        {
            await ReceiveAsync(headers, sink, cancel).ConfigureAwait(false);
        }

        await _package.ReadEpilogueAsync(cancel).ConfigureAwait(false);
    }

    private async Task<SoapMessage> ReadRootAsync(SoapContentType type, IAttachmentSink? sink, CancellationToken cancel)
    {
        _package = new MultipartBody(body, type.Boundary, limits);
        while (await _package.NextPartAsync(cancel).ConfigureAwait(false) is { } headers)
        {
            if (type.Start is null || headers.ContentId == type.Start)
            {
                return await ReadRootPartAsync(type, headers, sink, cancel).ConfigureAwait(false);
            }

            await ReceiveAsync(headers, sink, cancel).ConfigureAwait(false);
        }

        throw SoapFaults.Sender(type.Start is null
            ? "the package has no part"
            : $"no part has the Content-ID {EchoedText.Quote(type.Start)} that the parameter start names");
    }

    private async Task<SoapMessage> ReadRootPartAsync(
        SoapContentType package, PartHeaders headers, IAttachmentSink? sink, CancellationToken cancel)
    {
        const string Place = "the Content-Type of the root part";
        NoteContentId(headers.ContentId);
        var type = MediaType.Parse(headers.ContentType, Place);
        if (type.Name != MediaTypes.Xop)
        {
            throw SoapFaults.Sender($"{Place} is {EchoedText.Quote(type.Name)}; accepted: {MediaTypes.Xop}");
        }

        var version = SoapContentType.VersionOf(type["type"], $"the parameter type of {Place}");
        if (version is not null && package.Version is not null && version != package.Version)
        {
            throw SoapFaults.Sender(
                "the parameter start-info of the package and the parameter type of its root part "
                + "name different SOAP versions");
        }

        var announced = (version ?? package.Version) is { } known ? new SoapForm(known, true) : null;
        Form = announced ?? Form;
        announced = limits.AcceptsMislabelledPackages ? null : announced;
        await using var content = TransferEncodings.Decoded(
            new PartStream(_package!), headers.TransferEncoding, "the root part");
        return await EnvelopeReader.ReadAsync(content, announced, true, type["charset"], sink, limits, cancel)
            .ConfigureAwait(false);
    }

    private async Task ReceiveAsync(PartHeaders headers, IAttachmentSink? sink, CancellationToken cancel)
    {
        var part = _package!.PartNumber;
        if (headers.ContentId is not { } id)
        {
            throw SoapFaults.Sender($"part {part} has no Content-ID, so nothing can refer to it");
        }

        NoteContentId(id);
        var name = $"attachment {EchoedText.Quote(id)} (part {part})";
        if (sink is null)
        {
            throw SoapFaults.Sender($"{name} is not expected: this message takes no attachments");
        }

        if (headers.ContentType?.TrimStart().StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true)
        {
            throw SoapFaults.Sender($"{name} is itself a multipart; only plain parts are accepted");
        }

        await using var decoded = TransferEncodings.Decoded(
            new PartStream(_package), headers.TransferEncoding, name);
        await using var content = new LimitedStream(decoded, limits.MaxAttachmentBytes, name);
        await sink.ReceiveAsync(new AttachmentHeaders(id, headers.ContentType ?? ""), content, cancel)
            .ConfigureAwait(false);
        await content.DrainAsync(cancel).ConfigureAwait(false);
    }

    private void NoteContentId(string? id)
    {
        if (id is not null && !_contentIds.Add(id))
        {
            throw SoapFaults.Sender($"two parts have the Content-ID {EchoedText.Quote(id)}");
        }
    }
}
