using System.Globalization;

namespace XdsDmp.Audit.Fhir;

/// <summary>Makes elements. What has no content is null and left out: FHIR knows no empty elements.</summary>
public static class Elements
{
    private const string DataAbsentReason = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    public static FhirElement? Text(string name, string? value) => string.IsNullOrWhiteSpace(value)
        ? null
        : new FhirElement(name) { Kind = FhirKind.Text, Value = value };

    public static FhirElement Flag(string name, bool value) =>
        new(name) { Kind = FhirKind.Boolean, Value = value ? "true" : "false" };

    public static FhirElement Number(string name, long value) =>
        new(name) { Kind = FhirKind.Number, Value = value.ToString(CultureInfo.InvariantCulture) };

    /// <summary>An instant, with its zone.</summary>
    public static FhirElement Instant(string name, DateTimeOffset time) => new(name)
    {
        Kind = FhirKind.Text,
        Value = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
    };

    public static FhirElement? Complex(string name, params ReadOnlySpan<FhirElement?> children)
    {
        var present = Present(children);
        return present.Length == 0 ? null : new FhirElement(name) { Children = present };
    }

    public static FhirElement Resource(string type, params ReadOnlySpan<FhirElement?> children) =>
        new("resource") { Kind = FhirKind.Resource, Value = type, Children = Present(children) };

    private static FhirElement[] Present(ReadOnlySpan<FhirElement?> children)
    {
        var count = 0;
        foreach (var child in children)
        {
            count += child is null ? 0 : 1;
        }

        var present = count == 0 ? [] : new FhirElement[count];
        foreach (var child in children)
        {
            if (child is not null)
            {
                present[^count--] = child;
            }
        }

        return present;
    }

    public static FhirElement? Item(this FhirElement? element) =>
        element is null ? null : element with { IsList = true };

    /// <param name="value">One of value[x] with its type in the name: <c>valueString</c>.</param>
    public static FhirElement Extension(string url, FhirElement value) => new("extension")
    {
        IsList = true,
        Children = [Text("url", url)!, value],
    };

    /// <summary>A primitive that must be there and is not, with the reason.</summary>
    public static FhirElement Absent(string name, FhirKind kind = FhirKind.Text, string reason = "unknown") =>
        new(name) { Kind = kind, Children = [AbsentExtension(reason)] };

    /// <summary>An element with parts that must be there and is not.</summary>
    public static FhirElement AbsentComplex(string name) => new(name) { Children = [AbsentExtension("unknown")] };

    public static FhirElement AbsentExtension(string reason) =>
        Extension(DataAbsentReason, Text("valueCode", reason)!);

    public static FhirElement? Coding(string name, string? system, string? code, string? display) => Complex(
        name, Text("system", system), Text("code", code?.Trim()), Text("display", display));

    public static FhirElement? Concept(string name, FhirElement? coding, string? text = null) => Complex(
        name, coding is null ? null : coding with { Name = "coding", IsList = true }, Text("text", text));
}
