using System.Buffers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using XdsDmp.Xml;

namespace XdsDmp.Tests.Unit.Metadata.Ebxml.Messages;

/// <summary>From text to a reader on the root element, and from a writer to text.</summary>
internal static class MessageText
{
    public const string Lcm = "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0";
    public const string Query = "urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0";
    public const string Rim = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";
    public const string Rs = "urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0";
    public const string Xds = "urn:ihe:iti:xds-b:2007";
    public const string Declarations =
        $"xmlns:lcm='{Lcm}' xmlns:query='{Query}' xmlns:rim='{Rim}' xmlns:rs='{Rs}' xmlns:xds='{Xds}'";

    /// <summary>The message stands inside another element, as in an envelope.</summary>
    public static XmlReader Reader(string message)
    {
        var text = $"<Body {Declarations}>\n{message}<after/></Body>";
        var reader = XmlReaders.Create(Encoding.UTF8.GetBytes(text));
        reader.MoveToContent();
        reader.Read();
        reader.MoveToContent();
        return reader;
    }

    public static string Written(Action<Utf8XmlWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(new Utf8XmlWriter(output));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>The message alone: it has to declare its own prefixes.</summary>
    public static XElement Parsed(Action<Utf8XmlWriter> write) => XElement.Parse(Written(write));

    public static string ChildNames(XElement element) =>
        string.Join(' ', element.Elements().Select(e => e.Name.LocalName));

    public static ReadOnlyMemory<byte> Fragment(string xml) => Encoding.UTF8.GetBytes(xml);
}
