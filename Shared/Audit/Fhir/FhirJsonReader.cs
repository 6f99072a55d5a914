using System.Text.Json;

namespace XdsDmp.Audit.Fhir;

/// <summary>FHIR JSON to elements.</summary>
internal static class FhirJsonReader
{
    private const int MaxDepth = 64;

    /// <exception cref="JsonException">It is not JSON, or nested too deeply.</exception>
    public static FhirElement? Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
        var root = document.RootElement;
        return root.ValueKind == JsonValueKind.Object && TypeOf(root) is { } type
            ? new FhirElement("resource") { Kind = FhirKind.Resource, Value = type, Children = ChildrenOf(type, root) }
            : null;
    }

    private static string? TypeOf(JsonElement value) =>
        value.TryGetProperty("resourceType", out var type) && type.ValueKind == JsonValueKind.String
            && FhirReader.IsName(type.GetString()!)
                ? type.GetString()
                : null;

    private static FhirElement[] ChildrenOf(string parent, JsonElement value)
    {
        var children = new List<FhirElement>();
        var isResource = TypeOf(value) is not null;

        // Looked up once: searching the object for each of its properties would cost a hostile one its square.
        var properties = value.EnumerateObject().ToList();
        var values = properties.ToLookup(property => property.Name, property => property.Value, StringComparer.Ordinal);
        foreach (var property in properties)
        {
            var isShadow = property.Name.StartsWith('_');
            var name = isShadow ? property.Name[1..] : property.Name;
            if (!FhirReader.IsName(name)
                || (isResource && name == "resourceType")
                || (isShadow && values.Contains(name)))
            {
                continue;
            }

            // A primitive with extensions only has no property of its own name.
            var shadow = values["_" + name].LastOrDefault();
            children.AddRange(Elements(parent, name, isShadow ? default : property.Value, shadow));
        }

        return AuditEventShape.Ordered(parent, children);
    }

    private static IEnumerable<FhirElement> Elements(string parent, string name, JsonElement value, JsonElement shadow)
    {
        if (value.ValueKind != JsonValueKind.Array && shadow.ValueKind != JsonValueKind.Array)
        {
            if (Element(parent, name, value, shadow) is { } one)
            {
                yield return one;
            }

            yield break;
        }

        var count = Math.Max(LengthOf(value), LengthOf(shadow));
        for (var i = 0; i < count; i++)
        {
            if (Element(parent, name, At(value, i), At(shadow, i)) is { } item)
            {
                yield return item with { IsList = true };
            }
        }
    }

    private static FhirElement? Element(string parent, string name, JsonElement value, JsonElement shadow)
    {
        FhirElement[] extensions = shadow.ValueKind == JsonValueKind.Object ? ChildrenOf("", shadow) : [];
        var element = new FhirElement(name) { Children = extensions };
        return value.ValueKind switch
        {
            JsonValueKind.Object => TypeOf(value) is { } type
                ? element with { Kind = FhirKind.Resource, Value = type, Children = ChildrenOf("contained", value) }
                : element with { Children = ChildrenOf(name, value) },
            JsonValueKind.String when parent == "text" && name == "div" => Markup(element, value.GetString()!),
            JsonValueKind.String => element with { Kind = FhirKind.Text, Value = value.GetString() },
            JsonValueKind.True => element with { Kind = FhirKind.Boolean, Value = "true" },
            JsonValueKind.False => element with { Kind = FhirKind.Boolean, Value = "false" },
            JsonValueKind.Number => element with { Kind = FhirKind.Number, Value = value.GetRawText() },
            _ => extensions.Length == 0
                ? null
                : element with { Kind = AuditEventShape.KindOfPrimitive(name) },
        };
    }

    private static FhirElement? Markup(FhirElement element, string text) =>
        FhirReader.IsMarkup(text) ? element with { Kind = FhirKind.Markup, Value = text } : null;

    private static int LengthOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : 0;

    private static JsonElement At(JsonElement array, int index) => index < LengthOf(array) ? array[index] : default;
}
