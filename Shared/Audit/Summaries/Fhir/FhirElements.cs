using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Summaries.Fhir;

/// <summary>FHIR's data types, read from elements that came as XML or as JSON.</summary>
internal static class FhirElements
{
    public const string Value = "value";

    /// <summary>The value of a child that is a primitive.</summary>
    public static string? ValueOf(this AuditElement? element, string child) =>
        element?.First(child)?.Attribute(Value) is { Length: > 0 } value ? value : null;

    /// <summary>A Coding.</summary>
    public static CodedValue? Coding(this AuditElement? element) => element.ValueOf("code") is { } code
        ? new CodedValue(code, FhirCodeSystems.NameOf(element.ValueOf("system")), element.ValueOf("display") ?? code)
        : null;

    /// <summary>The Codings of a CodeableConcept, or its text where it has none.</summary>
    public static IEnumerable<CodedValue> Concept(this AuditElement element)
    {
        var codings = element.All("coding").Select(coding => coding.Coding()).OfType<CodedValue>().ToList();
        return codings.Count == 0 && element.ValueOf("text") is { } text ? [new CodedValue("", "", text)] : codings;
    }

    /// <summary>Whatever children of this name say, as CodeableConcepts.</summary>
    public static IEnumerable<CodedValue> Concepts(this AuditElement element, string child) =>
        element.All(child).SelectMany(concept => concept.Concept());
}
