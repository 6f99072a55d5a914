using System.Xml;

namespace XdsDmp.Xml;

/// <summary>
/// Passes everything on to a framework reader and checks after each node what that reader does not bound itself:
/// depth, attributes per element, length of names, declared encoding.
/// </summary>
internal sealed class BoundedXmlReader(XmlReader inner, XmlLimits limits) : XmlReader, IXmlLineInfo
{
    private static readonly string[] Encodings = ["utf-8", "utf-16", "us-ascii"];

    public override XmlReaderSettings? Settings => inner.Settings;

    public override int AttributeCount => inner.AttributeCount;

    public override string BaseURI => inner.BaseURI;

    public override int Depth => inner.Depth;

    public override bool EOF => inner.EOF;

    public override bool IsEmptyElement => inner.IsEmptyElement;

    public override string LocalName => inner.LocalName;

    public override string NamespaceURI => inner.NamespaceURI;

    public override XmlNameTable NameTable => inner.NameTable;

    public override XmlNodeType NodeType => inner.NodeType;

    public override string Prefix => inner.Prefix;

    public override ReadState ReadState => inner.ReadState;

    public override string Value => inner.Value;

    public override bool CanReadBinaryContent => inner.CanReadBinaryContent;

    public override bool CanReadValueChunk => inner.CanReadValueChunk;

    public int LineNumber => (inner as IXmlLineInfo)?.LineNumber ?? 0;

    public int LinePosition => (inner as IXmlLineInfo)?.LinePosition ?? 0;

    public bool HasLineInfo() => (inner as IXmlLineInfo)?.HasLineInfo() ?? false;

    public override bool Read() => Checked(inner.Read());

    public override async Task<bool> ReadAsync() => Checked(await inner.ReadAsync().ConfigureAwait(false));

    public override string GetAttribute(int i) => inner.GetAttribute(i);

    public override string? GetAttribute(string name) => inner.GetAttribute(name);

    public override string? GetAttribute(string name, string? namespaceURI) => inner.GetAttribute(name, namespaceURI);

    public override string? LookupNamespace(string prefix) => inner.LookupNamespace(prefix);

    public override bool MoveToAttribute(string name) => inner.MoveToAttribute(name);

    public override bool MoveToAttribute(string name, string? ns) => inner.MoveToAttribute(name, ns);

    public override bool MoveToElement() => inner.MoveToElement();

    public override bool MoveToFirstAttribute() => inner.MoveToFirstAttribute();

    public override bool MoveToNextAttribute() => inner.MoveToNextAttribute();

    public override bool ReadAttributeValue() => inner.ReadAttributeValue();

    public override void ResolveEntity() => inner.ResolveEntity();

    public override Task<string> GetValueAsync() => inner.GetValueAsync();

    public override int ReadContentAsBase64(byte[] buffer, int index, int count) =>
        CheckedAtEnd(inner.ReadContentAsBase64(buffer, index, count));

    public override int ReadElementContentAsBase64(byte[] buffer, int index, int count) =>
        CheckedAtEnd(inner.ReadElementContentAsBase64(buffer, index, count));

    public override async Task<int> ReadElementContentAsBase64Async(byte[] buffer, int index, int count) =>
        CheckedAtEnd(await inner.ReadElementContentAsBase64Async(buffer, index, count).ConfigureAwait(false));

    public override int ReadValueChunk(char[] buffer, int index, int count) =>
        inner.ReadValueChunk(buffer, index, count);

    public override Task<int> ReadValueChunkAsync(char[] buffer, int index, int count) =>
        inner.ReadValueChunkAsync(buffer, index, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>At the end of binary content the inner reader has moved on to a node that nobody has checked.</summary>
    private int CheckedAtEnd(int count)
    {
        if (count == 0)
        {
            Checked(true);
        }

        return count;
    }

    private bool Checked(bool hasNode)
    {
        switch (inner.NodeType)
        {
            case XmlNodeType.Element:
                CheckElement();
                break;
            case XmlNodeType.XmlDeclaration:
                CheckEncoding();
                break;
        }

        return hasNode;
    }

    private void CheckElement()
    {
        // XmlReader.Depth is 0 at the root element.
        if (inner.Depth >= limits.MaxDepth)
        {
            throw Exceeded($"elements are nested deeper than {limits.MaxDepth}");
        }

        if (inner.AttributeCount > limits.MaxAttributesPerElement)
        {
            throw Exceeded(
                $"{inner.AttributeCount} attributes on one element, at most {limits.MaxAttributesPerElement}");
        }

        CheckName();
        while (inner.MoveToNextAttribute())
        {
            CheckName();
        }

        inner.MoveToElement();
    }

    private void CheckName()
    {
        if (inner.LocalName.Length + inner.Prefix.Length > limits.MaxNameLength)
        {
            throw Exceeded($"a name is longer than {limits.MaxNameLength} characters");
        }
    }

    private void CheckEncoding()
    {
        var encoding = inner.GetAttribute("encoding");
        var isLatin1 = string.Equals(encoding, "iso-8859-1", StringComparison.OrdinalIgnoreCase);
        if (encoding is not null && !Encodings.Contains(encoding, StringComparer.OrdinalIgnoreCase)
            && !(limits.AcceptsLatin1 && isLatin1))
        {
            throw Exceeded("the XML declaration names an encoding other than UTF-8 or UTF-16");
        }
    }

    private XmlLimitException Exceeded(string what) =>
        new($"{what} (line {LineNumber}, position {LinePosition})", LineNumber, LinePosition);
}
