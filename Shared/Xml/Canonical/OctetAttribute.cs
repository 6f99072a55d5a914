using System.Xml;

namespace XdsDmp.Xml.Canonical;

/// <summary>An attribute by where it stands in the octets.</summary>
/// <param name="Name">With its prefix.</param>
/// <param name="Value">Between the quotation marks.</param>
/// <param name="IsAsWritten">Spelled as the canonical form spells it, but for its value.</param>
internal readonly record struct OctetAttribute(Range Name, Range Value, bool IsAsWritten)
{
    public string NamespaceUri { get; init; } = "";

    /// <summary>Behind the quotation mark.</summary>
    public int End => Value.End.Value + 1;

    public Range LocalName { get; private init; } = Name;

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
            start..nameEnd, (quote + 1)..(quote + 1 + length), quote == nameEnd + 1 && xml[quote] == '"')
        {
            LocalName = (prefix == 0 ? start : start + prefix + 1)..nameEnd,
        };
    }

    public ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> xml) => OctetNames.Prefix(xml[Name]);

    /// <summary>Null when this is no declaration of a namespace.</summary>
    public Range? DeclaredPrefix(ReadOnlySpan<byte> xml) =>
        xml[Name].SequenceEqual("xmlns"u8) ? Name.End..Name.End
        : xml[Name].StartsWith("xmlns:"u8) ? LocalName : null;

    /// <summary>By namespace, then by name; the order of UTF-8 octets is that of code points.</summary>
    /// <exception cref="XmlException">Both have the same name.</exception>
    public bool IsBefore(OctetAttribute other, ReadOnlySpan<byte> xml)
    {
        var order = CodePointOrder.Instance.Compare(NamespaceUri, other.NamespaceUri);
        order = order != 0 ? order : xml[LocalName].SequenceCompareTo(xml[other.LocalName]);
        return order != 0
            ? order < 0
            : throw new XmlException($"an element has two attributes of one name (octet {Name.Start.Value})");
    }
}
