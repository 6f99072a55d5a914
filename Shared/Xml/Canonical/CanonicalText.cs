using System.Buffers;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Xml.Canonical;

/// <summary>The lexical rules of Canonical XML §1.1 and §2.3: what is escaped, and how.</summary>
internal sealed class CanonicalText(IBufferWriter<byte> output)
{
    private static readonly SearchValues<char> InText = SearchValues.Create("&<>\r");
    private static readonly SearchValues<char> InAttribute = SearchValues.Create("&<\"\t\n\r");

    public void Raw(ReadOnlySpan<byte> octets) => output.Write(octets);

    public void StartTag(XmlNames name)
    {
        output.Write("<"u8);
        Name(name.Prefix, name.LocalName);
    }

    public void EndTag(XmlNames name)
    {
        output.Write("</"u8);
        Name(name.Prefix, name.LocalName);
        output.Write(">"u8);
    }

    public void Declaration(NamespaceDeclaration declaration)
    {
        output.Write(" "u8);
        var isDefault = declaration.Prefix.Length == 0;
        Name(isDefault ? "" : "xmlns", isDefault ? "xmlns" : declaration.Prefix);
        Value(declaration.NamespaceUri);
    }

    public void Attribute(AttributeNode attribute)
    {
        output.Write(" "u8);
        Name(attribute.Name.Prefix, attribute.Name.LocalName);
        Value(attribute.Value);
    }

    public void Text(string value) => EscapedText.Write(output, value, InText);

    public void Comment(string value)
    {
        output.Write("<!--"u8);
        Plain(value);
        output.Write("-->"u8);
    }

    public void Instruction(string target, string data)
    {
        output.Write("<?"u8);
        Plain(target);
        if (data.Length > 0)
        {
            output.Write(" "u8);
            Plain(data);
        }

        output.Write("?>"u8);
    }

    private void Name(string prefix, string localName)
    {
        if (prefix.Length > 0)
        {
            Plain(prefix);
            output.Write(":"u8);
        }

        Plain(localName);
    }

    private void Value(string value)
    {
        output.Write("=\""u8);
        EscapedText.Write(output, value, InAttribute);
        output.Write("\""u8);
    }

    // No carriage return stands in names, comments and instructions; readers have made line feeds of them.
    private void Plain(string value) => EscapedText.WritePlain(output, value);
}
