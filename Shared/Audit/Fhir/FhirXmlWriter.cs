using System.Text;
using XdsDmp.Xml;

namespace XdsDmp.Audit.Fhir;

/// <summary>Writes elements as FHIR XML (FHIR R4, XML Representation of Resources).</summary>
public static class FhirXmlWriter
{
    public const string Namespace = "http://hl7.org/fhir";

    /// <param name="isRoot">The element that declares the namespace.</param>
    public static void Write(Utf8XmlWriter xml, FhirElement resource, bool isRoot)
    {
        var name = Encoding.UTF8.GetBytes(resource.Value ?? resource.Name);
        xml.Start(name).Attribute("xmlns"u8, isRoot ? Namespace : null);
        WriteChildren(xml, resource.Children);
        xml.End(name);
    }

    private static void WriteChildren(Utf8XmlWriter xml, IReadOnlyList<FhirElement> children)
    {
        foreach (var child in children)
        {
            WriteElement(xml, child);
        }
    }

    private static void WriteElement(Utf8XmlWriter xml, FhirElement element)
    {
        if (element.Kind == FhirKind.Markup)
        {
            xml.Raw(Encoding.UTF8.GetBytes(element.Value ?? ""));
            return;
        }

        var name = Encoding.UTF8.GetBytes(element.Name);
        xml.Start(name);
        if (element.Kind == FhirKind.Resource)
        {
            Write(xml, element, isRoot: false);
        }
        else
        {
            WriteContent(xml, element);
        }

        xml.End(name);
    }

    private static void WriteContent(Utf8XmlWriter xml, FhirElement element)
    {
        if (element.IsPrimitive)
        {
            xml.Attribute("value"u8, element.Value);
            WriteChildren(xml, element.Children);
            return;
        }

        // In XML an element's id and an extension's url are attributes (FHIR R4, XML Representation of Resources).
        var children = element.Children;
        xml.Attribute("id"u8, element.Text("id"));
        if (element.Name is "extension" or "modifierExtension")
        {
            xml.Attribute("url"u8, element.Text("url"));
            children = [.. children.Where(child => child.Name != "url")];
        }

        WriteChildren(xml, [.. children.Where(child => child.Name != "id")]);
    }
}
