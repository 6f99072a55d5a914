using System.Text.Json;
using System.Xml.Linq;

namespace XdsDmp.Tests.Support.Fhir;

/// <summary>An element as it stands in an answer, whatever the form; mistakes of the form are told at once.</summary>
internal sealed record FhirNode(string Name)
{
    private const string Fhir = "http://hl7.org/fhir";
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    public string? Value { get; init; }

    /// <summary>Of a resource its type.</summary>
    public string? ResourceType { get; init; }

    /// <summary>It stood in a JSON array; always true in XML, which does not tell.</summary>
    public bool? IsInList { get; init; }

    /// <summary>Of the JSON value; undefined in XML.</summary>
    public JsonValueKind Kind { get; init; }

    public List<FhirNode> Children { get; } = [];

    public static FhirNode OfJson(ReadOnlyMemory<byte> octets, List<string> problems)
    {
        using var json = JsonDocument.Parse(octets);
        return OfObject("", json.RootElement, null, problems);
    }

    public static FhirNode OfXml(ReadOnlyMemory<byte> octets, List<string> problems)
    {
        using var stream = new MemoryStream(octets.ToArray());
        var root = XDocument.Load(stream).Root!;
        var node = new FhirNode("") { ResourceType = root.Name.LocalName };
        AddElements(node, root, problems);
        return node;
    }

    private static FhirNode OfObject(string name, JsonElement json, bool? isInList, List<string> problems)
    {
        var node = new FhirNode(name)
        {
            Kind = JsonValueKind.Object,
            IsInList = isInList,
            ResourceType = json.TryGetProperty("resourceType", out var type) ? type.GetString() : null,
        };
        var names = json.EnumerateObject().Select(property => property.Name).ToList();
        if (names.Count == 0)
        {
            problems.Add($"{name}: an empty object");
        }

        problems.AddRange(names.GroupBy(n => n).Where(n => n.Count() > 1).Select(n => $"{name}: {n.Key} stands twice"));
        foreach (var key in names.Select(n => n.TrimStart('_')).Distinct().Where(n => n != "resourceType"))
        {
            json.TryGetProperty(key, out var value);
            json.TryGetProperty("_" + key, out var more);
            AddProperty(node, key, value, more, problems);
        }

        return node;
    }

    private static void AddProperty(
        FhirNode parent, string name, JsonElement value, JsonElement more, List<string> problems)
    {
        if (value.ValueKind != JsonValueKind.Array && more.ValueKind != JsonValueKind.Array)
        {
            parent.Children.Add(OfValue(name, value, more, isInList: false, problems));
            return;
        }

        var values = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [];
        var extensions = more.ValueKind == JsonValueKind.Array ? more.EnumerateArray().ToList() : [];
        if (values.Count + extensions.Count == 0)
        {
            problems.Add($"{name}: an empty array");
        }

        if (extensions.Count > 0 && values.Count > 0 && values.Count != extensions.Count)
        {
            problems.Add($"{name} and _{name} differ in length");
        }

        for (var i = 0; i < Math.Max(values.Count, extensions.Count); i++)
        {
            parent.Children.Add(OfValue(
                name, values.ElementAtOrDefault(i), extensions.ElementAtOrDefault(i), isInList: true, problems));
        }
    }

    private static FhirNode OfValue(
        string name, JsonElement value, JsonElement more, bool isInList, List<string> problems)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            return OfObject(name, value, isInList, problems);
        }

        if (value.ValueKind is JsonValueKind.Null && more.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            problems.Add($"{name}: null");
        }

        var node = new FhirNode(name)
        {
            Kind = value.ValueKind,
            IsInList = isInList,
            Value = value.ValueKind switch
            {
                JsonValueKind.Null or JsonValueKind.Undefined => null,
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            },
        };
        if (more.ValueKind == JsonValueKind.Object)
        {
            node.Children.AddRange(OfObject(name, more, null, problems).Children);
        }

        return node;
    }

    private static void AddElements(FhirNode node, XElement xml, List<string> problems)
    {
        foreach (var attribute in xml.Attributes().Where(a => !a.IsNamespaceDeclaration && a.Name != "value"))
        {
            node.Children.Add(new FhirNode(attribute.Name.LocalName) { Value = attribute.Value });
        }

        if (xml.Nodes().OfType<XText>().Any(text => !string.IsNullOrWhiteSpace(text.Value)))
        {
            problems.Add($"{xml.Name.LocalName}: text between elements");
        }

        foreach (var child in xml.Elements())
        {
            node.Children.Add(OfElement(child, problems));
        }
    }

    private static FhirNode OfElement(XElement xml, List<string> problems)
    {
        if (xml.Name.NamespaceName == Xhtml)
        {
            return new FhirNode(xml.Name.LocalName) { Value = xml.ToString() };
        }

        if (xml.Name.NamespaceName != Fhir)
        {
            problems.Add($"{xml.Name}: is not in FHIR's namespace");
        }

        var name = xml.Name.LocalName;
        if (name is "resource" or "contained" && xml.Elements().Count() == 1)
        {
            var resource = xml.Elements().Single();
            var node = new FhirNode(name) { ResourceType = resource.Name.LocalName };
            AddElements(node, resource, problems);
            return node;
        }

        var element = new FhirNode(name) { Value = xml.Attribute("value")?.Value };
        AddElements(element, xml, problems);
        return element;
    }
}
