using System.Xml.Schema;
using XdsDmp.Xml;

namespace XdsDmp.Hosting.Descriptions;

/// <summary>The schemas of <c>Schemas/Xsd</c>, which travel inside the program.</summary>
internal static class EmbeddedSchemas
{
    private const string Folder = "Xsd/";

    private static readonly Lazy<XmlSchemaSet> CompiledOnce = new(Compile);

    public static XmlSchemaSet Compiled => CompiledOnce.Value;

    private static XmlSchemaSet Compile()
    {
        var schemas = new XmlSchemaSet { XmlResolver = null };
        var assembly = typeof(EmbeddedSchemas).Assembly;
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var reader = XmlReaders.Create(assembly.GetManifestResourceStream(name)!);
            schemas.Add(XmlSchema.Read(reader, (_, wrong) => throw wrong.Exception)!);
        }

        schemas.Compile();
        return schemas;
    }
}
