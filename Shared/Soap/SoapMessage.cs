using System.Xml;
using XdsDmp.Soap.Envelopes;
using XdsDmp.Soap.Multipart;
using XdsDmp.Xml;

namespace XdsDmp.Soap;

/// <summary>
/// An envelope received, whole and well-formed, in rented memory until it is disposed. Readers and memory obtained
/// from it must not be used afterwards.
/// </summary>
public sealed class SoapMessage : IDisposable
{
    private readonly PooledBuffer _memory;
    private readonly XmlLimits _limits;
    private readonly ParsedEnvelope _parsed;

    internal SoapMessage(
        PooledBuffer memory, ReadOnlyMemory<byte> envelope, ParsedEnvelope parsed, bool isMtom, XmlLimits limits)
    {
        _memory = memory;
        _parsed = parsed;
        _limits = limits;
        Envelope = envelope;
        Form = new SoapForm(parsed.Version, isMtom);
        Fault = IsFault ? ReadFault() : null;
    }

    /// <summary>An envelope that was received before, and kept.</summary>
    public static SoapMessage Restore(ReadOnlyMemory<byte> envelope, bool isMtom, SoapLimits limits)
    {
        var memory = new PooledBuffer(limits.MaxEnvelopeBytes);
        try
        {
            envelope.CopyTo(memory.GetMemory(envelope.Length));
            memory.Advance(envelope.Length);
            return new SoapMessage(
                memory, memory.Written, EnvelopeParser.Parse(memory.Written, limits.Xml), isMtom, limits.Xml);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    public SoapForm Form { get; }

    public AddressingHeaders Addressing => _parsed.Addressing;

    /// <summary>The envelope as UTF-8, without byte order mark.</summary>
    public ReadOnlyMemory<byte> Envelope { get; private set; }

    /// <summary>Namespace of the Body's child; empty when the Body is.</summary>
    public string BodyNamespace => _parsed.BodyNamespace;

    /// <summary>Local name of the Body's child; empty when the Body is.</summary>
    public string BodyName => _parsed.BodyName;

    /// <summary>True when a <c>wsse:Security</c> header is addressed to us.</summary>
    public bool HasSecurity => _parsed.HasSecurity;

    /// <summary>True when that header must be understood.</summary>
    public bool InsistsOnSecurity => _parsed.InsistsOnSecurity;

    /// <summary>
    /// How documents were written that came inline and were diverted, by the Content-ID given to them.
    /// </summary>
    internal IReadOnlyDictionary<string, Base64Layout?> InlineLayouts { get; init; } =
        new Dictionary<string, Base64Layout?>();

    /// <summary>What the Body says when it is a Fault.</summary>
    public FaultDescription? Fault { get; }

    private bool IsFault => BodyName == "Fault" && BodyNamespace == SoapNames.Envelope(Form.Version);

    /// <summary>A new bounded reader on the start tag of the Body's child.</summary>
    public XmlReader ReadBody()
    {
        if (BodyName.Length == 0)
        {
            throw SoapFaults.Sender("the Body is empty");
        }

        var reader = XmlReaders.Create(Envelope, _limits);
        while (reader.Read())
        {
            // Nothing but the Header and the Body has elements at this depth, and the Header has gone by unread.
            if (reader.Depth == 2 && reader.NodeType == XmlNodeType.Element)
            {
                return reader;
            }

            SkipHeader(reader);
        }

        throw new InvalidOperationException("a parsed envelope has lost its Body");
    }

    /// <summary>A new bounded reader on the start tag of the <c>wsse:Security</c> header; null without one.</summary>
    public XmlReader? ReadSecurity()
    {
        if (!HasSecurity)
        {
            return null;
        }

        var reader = XmlReaders.Create(Envelope, _limits);
        return new HeaderParser(reader, Form.Version).MoveToSecurity() ? reader : null;
    }

    /// <summary>
    /// The base64 text that an xop:Include stands for, as the sender signed it; null when the attachment is not there,
    /// or was written inline in a way that cannot be told again.
    /// </summary>
    public Stream? OpenText(string href, IAttachmentSink? sink)
    {
        var id = XopInclude.ContentIdOf(href);
        var layout = InlineLayouts.TryGetValue(id, out var inline) ? inline : Base64Layout.Canonical;
        return layout is not null && sink?.Reopen(id) is { } content ? new Base64TextStream(content, layout) : null;
    }

    public void Dispose()
    {
        _memory.Dispose();
        Envelope = default;
    }

    private static void SkipHeader(XmlReader reader)
    {
        if (reader.Depth == 1 && reader.NodeType == XmlNodeType.Element && reader.LocalName == "Header")
        {
            var isEmpty = reader.IsEmptyElement;
            while (!isEmpty && reader.Read() && reader.Depth > 1)
            {
                // Up to the end tag of the Header.
            }
        }
    }

    private FaultDescription ReadFault()
    {
        using var reader = ReadBody();
        return FaultReader.Read(reader);
    }
}
