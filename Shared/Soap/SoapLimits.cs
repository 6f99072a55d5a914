using System.Xml;
using XdsDmp.Xml;

namespace XdsDmp.Soap;

/// <summary>What a message may cost; more is refused while it arrives, before it is held or stored.</summary>
public sealed record SoapLimits
{
    private const long MiB = 1024 * 1024;

    /// <summary>Bytes of the envelope held in memory; what was diverted to the sink does not count.</summary>
    public long MaxEnvelopeBytes { get; init; } = 10 * MiB;

    /// <summary>An envelope above this is read in streaming fashion if it may hold inline documents.</summary>
    public int InlineDocumentThresholdBytes { get; init; } = (int)MiB;

    /// <summary>Element whose base64 content is diverted to the sink in a large envelope; null: none is.</summary>
    public XmlQualifiedName? InlineDocumentElement { get; init; }

    /// <summary>Bytes of one attachment, or of one inline document after decoding.</summary>
    public long MaxAttachmentBytes { get; init; } = 4096 * MiB;

    /// <summary>Bytes of the whole HTTP body.</summary>
    public long MaxTotalBytes { get; init; } = 8192 * MiB;

    /// <summary>Parts of a package, the root part included.</summary>
    public int MaxParts { get; init; } = 10_000;

    /// <summary>Bytes of the header block of one part.</summary>
    public int MaxPartHeaderBytes { get; init; } = 8192;

    /// <summary>Header fields of one part.</summary>
    public int MaxPartHeaders { get; init; } = 20;

    /// <summary>Bytes before the first boundary, and as many after the last.</summary>
    public int MaxPreambleBytes { get; init; } = 64 * 1024;

    /// <summary>Bounds of the XML itself.</summary>
    public XmlLimits Xml { get; init; } = XmlLimits.Metadata;

    /// <summary>
    /// The Envelope of a package may be of another SOAP version than the package's headers say: published messages of
    /// the DMP are SOAP 1.1 in packages of SOAP 1.2.
    /// </summary>
    public bool AcceptsMislabelledPackages { get; init; }
}
