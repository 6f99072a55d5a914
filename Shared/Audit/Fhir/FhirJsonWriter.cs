using System.Text.Encodings.Web;
using System.Text.Json;

namespace XdsDmp.Audit.Fhir;

/// <summary>Writes elements as FHIR JSON (FHIR R4, JSON Representation of Resources).</summary>
public static class FhirJsonWriter
{
    /// <summary>
    /// The answer is labelled as JSON and never becomes part of a page: only JSON's own escapes are needed.
    /// </summary>
    public static JsonWriterOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static void Write(Utf8JsonWriter json, FhirElement resource)
    {
        json.WriteStartObject();
        if (resource.Kind == FhirKind.Resource)
        {
            json.WriteString("resourceType", resource.Value);
        }

        WriteChildren(json, resource.Children);
        json.WriteEndObject();
    }

    /// <summary>Elements of one name stand together, where the first of them stood.</summary>
    private static void WriteChildren(Utf8JsonWriter json, IReadOnlyList<FhirElement> children)
    {
        for (var i = 0; i < children.Count; i++)
        {
            var name = children[i].Name;
            if (!IsFirst(children, i))
            {
                continue;
            }

            if (children[i].IsList)
            {
                WriteList(json, name, [.. children.Where(child => child.Name == name)]);
            }
            else
            {
                WriteOne(json, children[i]);
            }
        }
    }

    private static bool IsFirst(IReadOnlyList<FhirElement> children, int index)
    {
        // Equal names are neighbours in what we make; what came from outside may have them apart.
        for (var i = index - 1; i >= 0; i--)
        {
            if (children[i].Name == children[index].Name)
            {
                return false;
            }
        }

        return true;
    }

    private static void WriteOne(Utf8JsonWriter json, FhirElement element)
    {
        if (!element.IsPrimitive)
        {
            json.WritePropertyName(element.Name);
            WriteValue(json, element);
            return;
        }

        if (element.Value is not null)
        {
            json.WritePropertyName(element.Name);
            WriteValue(json, element);
        }

        if (element.Children.Count > 0)
        {
            json.WriteStartObject("_" + element.Name);
            WriteChildren(json, element.Children);
            json.WriteEndObject();
        }
    }

    private static void WriteList(Utf8JsonWriter json, string name, FhirElement[] items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            WriteValue(json, item);
        }

        json.WriteEndArray();
        if (items.Any(item => item.IsPrimitive && item.Children.Count > 0))
        {
            WriteExtensionsOfList(json, name, items);
        }
    }

    private static void WriteExtensionsOfList(Utf8JsonWriter json, string name, FhirElement[] items)
    {
        json.WriteStartArray("_" + name);
        foreach (var item in items)
        {
            if (item.Children.Count == 0)
            {
                json.WriteNullValue();
                continue;
            }

            json.WriteStartObject();
            WriteChildren(json, item.Children);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, FhirElement element)
    {
        switch (element)
        {
            case { Kind: FhirKind.Complex or FhirKind.Resource }:
                Write(json, element);
                break;
            case { Value: null }:
                json.WriteNullValue();
                break;
            case { Kind: FhirKind.Boolean }:
                json.WriteBooleanValue(element.Value == "true");
                break;
            case { Kind: FhirKind.Number }:
                WriteNumber(json, element.Value);
                break;
            default:
                json.WriteStringValue(element.Value);
                break;
        }
    }

    /// <summary>A decimal keeps its digits: 1.00 is not 1.0 (FHIR R4, decimal). What is no number is a text.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string value)
    {
        if (decimal.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _)
            && value.All(c => char.IsAsciiDigit(c) || c is '-' or '.')
            && !value.StartsWith('.') && !value.EndsWith('.'))
        {
            json.WriteRawValue(value, skipInputValidation: false);
        }
        else
        {
            json.WriteStringValue(value);
        }
    }
}
