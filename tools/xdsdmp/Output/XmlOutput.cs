using System.Xml;
using XdsDmp.Xml;

namespace XdsDmp.CommandLine.Output;

/// <summary>XML on standard output, indented for a person.</summary>
internal static class XmlOutput
{
    public static void Write(ReadOnlyMemory<byte> document)
    {
        using var reader =
            XmlReaders.Create(document, XmlLimits.Metadata with { MaxCharacters = document.Length + 1L });
        Write(reader);
    }

    public static void Write(XmlReader reader)
    {
        var settings = new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, CloseOutput = false };
        using (var writer = XmlWriter.Create(Console.Out, settings))
        {
            writer.WriteNode(reader, defattr: false);
        }

        Console.Out.WriteLine();
    }
}
