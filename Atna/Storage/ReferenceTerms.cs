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

    public static void Add(
        TermList terms, SearchTermKind kind, FhirElement? reference, ContainedResources contained)
    {
        if (reference is null)
        {
            return;
        }

        foreach (var identifier in IdentifiersOf(reference, contained))
        {
            terms.AddToken(kind, identifier.Text("value"), identifier.Text("system"));
        }

        if (reference.Text("reference") is { } address)
        {
            var (id, type) = LastOf(address);
            terms.AddToken(kind, address, System);
            terms.AddToken(kind, id, System);
            terms.AddToken(kind, id is null ? null : $"{type}/{id}", System);
        }
    }

    /// <summary>The terms of a reference that leads to a patient.</summary>
    public static void AddPatient(
        TermList terms, SearchTermKind kind, FhirElement? reference, ContainedResources contained)
    {
        if (reference is null)
        {
            return;
        }

        foreach (var identifier in IdentifiersOf(reference, contained))
        {
            PatientTerms.Add(terms, kind, identifier.Text("value"), identifier.Text("system"));
        }

        var (id, type) = LastOf(reference.Text("reference"));
        terms.AddToken(kind, type is null ? null : id, System);
    }

    public static bool IsToPatient(FhirElement? reference, ContainedResources contained) =>
        reference?.Text("type") == Patient
        || contained.Find(reference)?.Type == Patient
        || LastOf(reference?.Text("reference")) is (not null, Patient);

    private static IEnumerable<FhirElement> IdentifiersOf(FhirElement reference, ContainedResources contained) =>
        contained.Find(reference) is { } resource
            ? reference.All("identifier").Concat(resource.Identifiers)
            : reference.All("identifier");

    /// <summary>Id and type in <c>https://host/fhir/Patient/12</c> or <c>Patient/12</c>.</summary>
    private static (string? Id, string? Type) LastOf(string? reference)
    {
        if (reference is null)
        {
            return (null, null);
        }

        var segments = reference.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var history = Array.IndexOf(segments, "_history");
        var end = history < 0 ? segments.Length : history;
        return end < 2 ? (null, null) : (segments[end - 1], segments[end - 2]);
    }
}
