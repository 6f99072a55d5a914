namespace XdsDmp.Xml;

/// <summary>What a document from outside may cost: the bounds that every reader of this project enforces.</summary>
public sealed record XmlLimits
{
    /// <summary>Bounds for a SOAP envelope with metadata.</summary>
    public static XmlLimits Metadata { get; } = new();

    /// <summary>Deepest nesting of elements; the root element counts as 1.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>Attributes on one element, namespace declarations included.</summary>
    public int MaxAttributesPerElement { get; init; } = 256;

    /// <summary>Characters of a prefixed element or attribute name.</summary>
    public int MaxNameLength { get; init; } = 1024;

    /// <summary>Characters of the whole document.</summary>
    public long MaxCharacters { get; init; } = 10 * 1024 * 1024;

    /// <summary>
    /// Besides UTF-8 and UTF-16, which every reader takes: ISO 8859-1, in which documents of others may be written.
    /// </summary>
    public bool AcceptsLatin1 { get; init; }

    /// <summary>Elements, texts and other nodes of a document that is held as nodes.</summary>
    public int MaxNodes { get; init; } = 500_000;
}
