using XdsDmp.Audit.Fhir;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// The terms of a FHIR Reference: by identifier, by the whole address, by type and id, by the id alone; and by what the
/// resource says that it stands for, where that is contained.
/// </summary>
internal static class ReferenceTerms
{
    public const string Patient = "Patient";
    private const string System = "reference";

    public static IEnumerable<SearchTerm?> Of(
        SearchTermKind kind, FhirElement? reference, ContainedResources contained)
    {
        foreach (var identifier in IdentifiersOf(reference, contained))
        {
            yield return SearchTerm.Token(kind, identifier.Text("value"), identifier.Text("system"));
        }

        if (reference?.Text("reference") is { } address)
        {
            var (id, type) = LastOf(address);
            yield return SearchTerm.Token(kind, address, System);
            yield return SearchTerm.Token(kind, id, System);
            yield return id is null ? null : SearchTerm.Token(kind, $"{type}/{id}", System);
        }
    }

    /// <summary>The terms of a reference that leads to a patient.</summary>
    public static IEnumerable<SearchTerm?> OfPatient(
        SearchTermKind kind, FhirElement? reference, ContainedResources contained)
    {
        var (id, type) = LastOf(reference?.Text("reference"));
        return IdentifiersOf(reference, contained)
            .SelectMany(identifier => PatientTerms.Of(kind, identifier.Text("value"), identifier.Text("system")))
            .Append(type is null ? null : SearchTerm.Token(kind, id, System));
    }

    public static bool IsToPatient(FhirElement? reference, ContainedResources contained) =>
        reference?.Text("type") == Patient
        || contained.Find(reference)?.Type == Patient
        || LastOf(reference?.Text("reference")) is (not null, Patient);

    private static IEnumerable<FhirElement> IdentifiersOf(FhirElement? reference, ContainedResources contained) =>
        (reference?.All("identifier") ?? []).Concat(contained.Find(reference)?.Identifiers ?? []);

    /// <summary>Id and type in <c>https://host/fhir/Patient/12</c> or <c>Patient/12</c>.</summary>
    private static (string? Id, string? Type) LastOf(string? reference)
    {
        var segments = reference?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var history = Array.IndexOf(segments, "_history");
        var end = history < 0 ? segments.Length : history;
        return end < 2 ? (null, null) : (segments[end - 1], segments[end - 2]);
    }
}
