using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace XdsDmp.Tests.Support;

/// <summary>
/// Validates messages against <c>Schemas/Xsd</c>: a payload element alone, or a whole SOAP envelope. An
/// <c>xop:Include</c> counts as an attachment of any content.
/// </summary>
public static class SchemaValidation
{
    private static readonly XNamespace Soap12 = "http://www.w3.org/2003/05/soap-envelope";
    private static readonly XNamespace Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XName Include = XName.Get("Include", "http://www.w3.org/2004/08/xop/include");
    private static readonly Lazy<XmlSchemaSet> CompiledSchemas = new(() => Compile(null));

    /// <summary>The folder <c>Schemas</c> of the source tree.</summary>
    public static string Folder { get; } = FindFolder();

    /// <summary>Every schema of the folder, compiled together.</summary>
    public static XmlSchemaSet Schemas => CompiledSchemas.Value;

    /// <summary>What is wrong with the document, one line each; empty when it is valid.</summary>
    public static IReadOnlyList<string> Errors(string xml) => Errors(Encoding.UTF8.GetBytes(xml));

    /// <inheritdoc cref="Errors(string)"/>
    public static IReadOnlyList<string> Errors(ReadOnlyMemory<byte> xml)
    {
        using var stream = new MemoryStream(xml.ToArray(), writable: false);
        using var reader = XmlReader.Create(stream);
        return Errors(reader);
    }

    /// <summary>The same for the element the reader is on, or the next one; the reader is moved behind it.</summary>
    public static IReadOnlyList<string> Errors(XmlReader reader)
    {
        reader.MoveToContent();
        return Errors((XElement)XNode.ReadFrom(reader));
    }

    /// <summary>The same for an element; it is copied, not changed.</summary>
    public static IReadOnlyList<string> Errors(XElement element)
    {
        var document = new XDocument(new XElement(element));
        document.Descendants(Include).Remove();
        var errors = new List<string>();
        errors.AddRange(MustBeDeclared(document.Root!)
            .Where(e => !Schemas.GlobalElements.Contains(new XmlQualifiedName(e.Name.LocalName, e.Name.NamespaceName)))
            .Select(e => $"{Place(e)}: no schema declares {e.Name}."));
        document.Validate(Schemas, (sender, e) =>
        {
            // A warning says that nothing is known about an element where anything may stand.
            if (e.Severity == XmlSeverityType.Error)
            {
                errors.Add($"{Place(sender)}: {e.Message}");
            }
        });
        return errors;
    }

    /// <summary>Compiles the schemas anew; without a handler errors are thrown and warnings are lost.</summary>
    public static XmlSchemaSet Compile(ValidationEventHandler? handler)
    {
        var schemas = new XmlSchemaSet { XmlResolver = new FolderResolver(Path.Combine(Folder, "Xsd")) };
        schemas.ValidationEventHandler += handler;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, "Xsd"), "*.xsd"))
        {
            schemas.Add(null, new Uri(file).AbsoluteUri);
        }

        schemas.Compile();
        return schemas;
    }

    private static IEnumerable<XElement> MustBeDeclared(XElement root) =>
        root.Elements(Soap12 + "Body").Concat(root.Elements(Soap11 + "Body")).Elements().Prepend(root);

    private static string Place(object? sender)
    {
        var element = sender as XElement ?? (sender as XObject)?.Parent;
        var path = string.Join('/', element?.AncestorsAndSelf().Reverse().Select(e => e.Name.LocalName) ?? []);
        return sender is XAttribute attribute ? $"{path}/@{attribute.Name.LocalName}" : path;
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "XdsDmp.sln")))
            {
                return Path.Combine(folder.FullName, "Schemas");
            }
        }

        throw new DirectoryNotFoundException($"No XdsDmp.sln above {AppContext.BaseDirectory}.");
    }

    /// <summary>Opens files of one folder; anything else that a schema may name is refused.</summary>
    private sealed class FolderResolver(string folder) : XmlResolver
    {
        public override object GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) =>
            absoluteUri.IsFile && Path.GetDirectoryName(absoluteUri.LocalPath) == folder
                ? File.OpenRead(absoluteUri.LocalPath)
                : throw new XmlException($"{absoluteUri} is not in {folder}.");
    }
}
