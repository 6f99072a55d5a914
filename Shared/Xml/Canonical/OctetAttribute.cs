using System.Xml;

namespace XdsDmp.Xml.Canonical;

/// <summary>An attribute by where it stands in the octets.</summary>
/// <param name="Start">Of its name, prefix and all.</param>
/// <param name="LocalStart">Of its name behind the prefix.</param>
/// <param name="NameEnd">Behind its name.</param>
/// <param name="ValueStart">Behind the first quotation mark.</param>
/// <param name="ValueEnd">At the second one.</param>
internal readonly record struct OctetAttribute(int Start, int LocalStart, int NameEnd, int ValueStart, int ValueEnd)
{
    public string NamespaceUri { get; init; } = "";

    /// <summary>Spelled as the canonical form spells it, with one space before, but for its value.</summary>
    public bool IsAsWritten { get; private init; }

    /// <summary>Behind the second quotation mark.</summary>
    public int End => ValueEnd + 1;

    public bool IsPrefixed => LocalStart > Start;

    /// <exception cref="XmlException">None stands there.</exception>
    public static OctetAttribute Read(ReadOnlySpan<byte> xml, int start)
    {
        var nameEnd = OctetNames.End(xml, start);
        var equals = OctetNames.EndOfBlanks(xml, nameEnd);
        var quote = equals < xml.Length && xml[equals] == '=' ? OctetNames.EndOfBlanks(xml, equals + 1) : xml.Length;
        var length = quote < xml.Length && xml[quote] is (byte)'"' or (byte)'\''
            ? xml[(quote + 1)..].IndexOf(xml[quote]) : -1;
        if (length < 0 || nameEnd == start)
        {
            throw new XmlException($"an attribute is malformed (octet {start})");
        }

        var prefix = OctetNames.Prefix(xml[start..nameEnd]).Length;
        return new OctetAttribute(
            start, prefix == 0 ? start : start + prefix + 1, nameEnd, quote + 1, quote + 1 + length)
        {
            IsAsWritten = quote == nameEnd + 1 && xml[quote] == '"' && xml[start - 1] == ' ',
        };
    }

    public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> xml) => xml[Start..NameEnd];

    public ReadOnlySpan<byte> LocalName(ReadOnlySpan<byte> xml) => xml[LocalStart..NameEnd];

    public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> xml) => xml[ValueStart..ValueEnd];

    /// <summary>Of one that has a prefix.</summary>
    public ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> xml) => xml[Start..(LocalStart - 1)];

    /// <summary>True for the declaration of a namespace, and then its prefix.</summary>
    public bool IsDeclaration(ReadOnlySpan<byte> xml, out ReadOnlySpan<byte> prefix)
    {
        prefix = IsPrefixed ? LocalName(xml) : default;
        return (IsPrefixed ? Prefix(xml) : Name(xml)).SequenceEqual("xmlns"u8);
    }

    /// <summary>By namespace, then by name; the order of UTF-8 octets is that of code points.</summary>
    /// <exception cref="XmlException">Both have the same name.</exception>
    public bool IsBefore(OctetAttribute other, ReadOnlySpan<byte> xml)
    {
        var order = CodePointOrder.Instance.Compare(NamespaceUri, other.NamespaceUri);
        order = order != 0 ? order : LocalName(xml).SequenceCompareTo(other.LocalName(xml));
        return order != 0
            ? order < 0
            : throw new XmlException($"an element has two attributes of one name (octet {Start})");
    }
}
