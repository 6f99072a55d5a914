using System.Buffers;
using System.Text;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Xml.Canonical;

/// <summary>The lexical rules of Canonical XML §1.1 and §2.3: what is escaped, and how.</summary>
internal sealed class CanonicalText(IBufferWriter<byte> output)
{
    private static readonly SearchValues<char> InText = SearchValues.Create("&<>\r");
    private static readonly SearchValues<char> InAttribute = SearchValues.Create("&<\"\t\n\r");

    public void Raw(ReadOnlySpan<byte> octets) => output.Write(octets);

    public void StartTag(string name)
    {
        output.Write("<"u8);
        Encoding.UTF8.GetBytes(name, output);
    }

    public void EndTag(string name)
    {
        output.Write("</"u8);
        Encoding.UTF8.GetBytes(name, output);
        output.Write(">"u8);
    }

    public void Declaration(NamespaceDeclaration declaration) => Attribute(
        declaration.Prefix.Length == 0 ? "xmlns" : $"xmlns:{declaration.Prefix}", declaration.NamespaceUri);

    public void Attribute(string name, string value)
    {
        output.Write(" "u8);
        Encoding.UTF8.GetBytes(name, output);
        output.Write("=\""u8);
        EscapedText.Write(output, value, InAttribute);
        output.Write("\""u8);
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
        Encoding.UTF8.GetBytes(target, output);
        if (data.Length > 0)
        {
            output.Write(" "u8);
            Plain(data);
        }

        output.Write("?>"u8);
    }

    // A carriage return can stand in neither; readers have made line feeds of them.
    private void Plain(string value) => Encoding.UTF8.GetBytes(value, output);
}
