using System.Xml;
using XdsDmp.Xml;

namespace XdsDmp.Audit.Fhir;

/// <summary>FHIR XML to elements.</summary>
internal static class FhirXmlReader
{
    private static readonly XmlLimits Limits = XmlLimits.Metadata with { MaxDepth = 64 };

    /// <exception cref="XmlException">It is not XML, or out of bounds.</exception>
    public static FhirElement? Read(ReadOnlyMemory<byte> document)
    {
        using var reader = XmlReaders.CreateForPart(document, Limits);
        reader.MoveToContent();
        return IsFhir(reader) && FhirReader.IsName(reader.LocalName)
            ? ReadResource(reader, "resource", reader.LocalName)
            : null;
    }

    /// <summary>The reader stands on the start tag of the resource; afterwards on its end tag.</summary>
    private static FhirElement ReadResource(XmlReader reader, string name, string parent)
    {
        var type = reader.LocalName;
        return new FhirElement(name)
        {
            Kind = FhirKind.Resource,
            Value = type,
            Children = AuditEventShape.Ordered(parent, ReadChildren(reader, parent)),
        };
    }

    private static List<FhirElement> ReadChildren(XmlReader reader, string parent)
    {
        var children = new List<FhirElement>();
        if (reader.IsEmptyElement)
        {
            return children;
        }

        var depth = reader.Depth;
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType == XmlNodeType.Element && FhirReader.IsName(reader.LocalName))
            {
                children.Add(ReadElement(reader, parent));
            }
        }

        return children;
    }

    private static FhirElement ReadElement(XmlReader reader, string parent)
    {
        var name = reader.LocalName;
        var element = new FhirElement(name) { IsList = AuditEventShape.IsList(parent, name) };
        if (name == "div" && !IsFhir(reader))
        {
            return element with { Kind = FhirKind.Markup, Value = ReadMarkup(reader) };
        }

        if (name == "contained")
        {
            return ReadContained(reader, element);
        }

        var value = reader.GetAttribute("value");
        FhirElement?[] attributes =
            [Elements.Text("id", reader.GetAttribute("id")), Elements.Text("url", reader.GetAttribute("url"))];
        var children = attributes.OfType<FhirElement>().Concat(ReadChildren(reader, name)).ToList();
        var isPrimitive = value is not null || children.TrueForAll(child => child.Name is "extension" or "id");
        return isPrimitive && name is not ("extension" or "modifierExtension")
            ? element with { Kind = AuditEventShape.KindOfPrimitive(name), Value = value, Children = children }
            : element with { Children = AuditEventShape.Ordered(name, children) };
    }

    /// <summary>An entry of a Bundle is stored as it stands there, with its namespace declared outside.</summary>
    private static bool IsFhir(XmlReader reader) =>
        reader.NamespaceURI is FhirXmlWriter.Namespace or "" or XmlReaders.Undeclared;

    private static FhirElement ReadContained(XmlReader reader, FhirElement element)
    {
        var depth = reader.Depth;
        var found = element;
        while (!reader.IsEmptyElement
            && reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType == XmlNodeType.Element && FhirReader.IsName(reader.LocalName))
            {
                found = ReadResource(reader, "contained", "contained") with { IsList = true };
            }
        }

        return found;
    }

    /// <summary>A copy of the subtree; the reader ends on its end tag, as after any other element.</summary>
    private static string ReadMarkup(XmlReader reader)
    {
        using var subtree = reader.ReadSubtree();
        subtree.MoveToContent();
        return subtree.ReadOuterXml();
    }
}
