using System.Text;
using System.Xml;
using XdsDmp.Soap.Multipart;
using XdsDmp.Xml;

namespace XdsDmp.Soap.Envelopes;

/// <summary>
/// Copies a large envelope while it arrives, gives the base64 content of document elements to the sink, and leaves
/// an <c>xop:Include</c> in its place: inline documents take the road of attachments and cost no more memory.
/// </summary>
internal sealed class InlineDocumentDiverter
{
    private readonly XmlReader _reader;
    private readonly EnvelopeSource _source;
    private readonly IAttachmentSink _sink;
    private readonly SoapLimits _limits;
    private readonly Utf8XmlWriter _xml;
    private readonly Dictionary<string, Base64Layout?> _layouts = new(StringComparer.Ordinal);
    private int _documents;

    private InlineDocumentDiverter(
        XmlReader reader, EnvelopeSource source, PooledBuffer condensed, IAttachmentSink sink, SoapLimits limits)
    {
        _reader = reader;
        _source = source;
        _sink = sink;
        _limits = limits;
        _xml = new Utf8XmlWriter(condensed);
    }

    /// <summary>
    /// Writes the envelope, without its documents, to <paramref name="condensed"/>; returns how each document was
    /// written, by the Content-ID it was given.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, Base64Layout?>> CopyAsync(
        EnvelopeSource source, PooledBuffer condensed, IAttachmentSink sink, SoapLimits limits,
        CancellationToken cancel)
    {
        // The envelope's length is bounded where it is written, a single tag's where it is read.
        var xmlLimits = limits.Xml with { MaxCharacters = 0 };
        using var reader = XmlReaders.Create(source, xmlLimits, isAsync: true);
        try
        {
            var diverter = new InlineDocumentDiverter(reader, source, condensed, sink, limits);
            await diverter.CopyAsync(cancel).ConfigureAwait(false);
            return diverter._layouts;
        }
        catch (XmlException e)
        {
            throw EnvelopeParser.NotXml(e);
        }
    }

    private async Task CopyAsync(CancellationToken cancel)
    {
        while (await NextAsync(cancel).ConfigureAwait(false))
        {
            await CopyNodeAsync(cancel).ConfigureAwait(false);
        }
    }

    private async Task CopyNodeAsync(CancellationToken cancel)
    {
        switch (_reader.NodeType)
        {
            case XmlNodeType.Element:
                await CopyElementAsync(cancel).ConfigureAwait(false);
                break;
            case XmlNodeType.EndElement:
                _xml.End(Utf8(_reader.Name));
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace
                when _reader.Depth > 0:
                await CopyTextAsync().ConfigureAwait(false);
                break;
        }
    }

    private async Task CopyElementAsync(CancellationToken cancel)
    {
        var name = Utf8(_reader.Name);
        var isEmpty = _reader.IsEmptyElement;
        var isDocument = !isEmpty && IsDocument();
        _xml.Start(name);
        while (_reader.MoveToNextAttribute())
        {
            _xml.Attribute(Utf8(_reader.Name), _reader.Value);
        }

        _reader.MoveToElement();
        if (isEmpty)
        {
            _xml.End(name);
        }
        else if (isDocument)
        {
            await DivertAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>From the start tag of a document element to its end tag or, if it refers to a part, into it.</summary>
    private async Task DivertAsync(CancellationToken cancel)
    {
        if (!await MoveToTextAsync(cancel).ConfigureAwait(false))
        {
            await CopyNodeAsync(cancel).ConfigureAwait(false);
            return;
        }

        if (++_documents > _limits.MaxParts)
        {
            throw SoapFaults.Sender($"the message has more than {_limits.MaxParts} documents");
        }

        var id = $"inline-{_documents}.{Guid.NewGuid():N}@xdsdmp";
        var name = $"inline document {_documents}";
        await using var decoded = new InlineDocumentStream(_reader, _source, _limits.MaxEnvelopeBytes, name);
        await using var content = new LimitedStream(decoded, _limits.MaxAttachmentBytes, name);
        await _sink.ReceiveAsync(new AttachmentHeaders(id, ""), content, cancel).ConfigureAwait(false);
        await content.DrainAsync(cancel).ConfigureAwait(false);
        _layouts[id] = decoded.Layout;
        _xml.Start("xop:Include"u8).Attribute("xmlns:xop"u8, SoapNames.Xop)
            .Attribute("href"u8, ContentIds.ToHref(id)).End("xop:Include"u8);
        await CopyNodeAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Past the blanks before the content; true when that is text.</summary>
    private async Task<bool> MoveToTextAsync(CancellationToken cancel)
    {
        while (await NextAsync(cancel).ConfigureAwait(false) && _reader.NodeType is XmlNodeType.Whitespace
            or XmlNodeType.SignificantWhitespace)
        {
            // Blanks before the text mean nothing in base64.
        }

        return _reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA;
    }

    private async Task CopyTextAsync()
    {
        var characters = new char[4096];
        var kept = 0;
        int count;
        _source.Allow(_limits.MaxEnvelopeBytes);
        while ((count = await ReadChunkAsync(characters, kept).ConfigureAwait(false)) > 0)
        {
            // A surrogate pair is written as one.
            var length = kept + count;
            kept = char.IsHighSurrogate(characters[length - 1]) ? 1 : 0;
            _xml.Text(new string(characters, 0, length - kept));
            characters[0] = characters[length - 1];
        }
    }

    private Task<int> ReadChunkAsync(char[] characters, int start) =>
        _reader.ReadValueChunkAsync(characters, start, characters.Length - start);

    private async Task<bool> NextAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _source.Allow(_limits.MaxEnvelopeBytes);
        return await _reader.ReadAsync().ConfigureAwait(false);
    }

    private bool IsDocument() =>
        _limits.InlineDocumentElement is { } element
        && _reader.LocalName == element.Name && _reader.NamespaceURI == element.Namespace;

    private static byte[] Utf8(string name) => Encoding.UTF8.GetBytes(name);
}
