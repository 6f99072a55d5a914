using XdsDmp.Audit.Summaries;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Patients in audit messages: an HL7 CX, with or without name or type of the authority, or a bare id. A record is
/// found by the id with its authority and by the id alone.
/// </summary>
internal static class PatientTerms
{
    /// <summary>ParticipantObjectTypeCodeRole of a patient (DICOM PS3.15 A.5).</summary>
    private const string PatientRole = "1";

    public static bool IsPatient(ObjectSummary item) => item.Role?.Trim() == PatientRole;

    /// <summary>The terms under which a record is filed.</summary>
    public static IEnumerable<SearchTerm> Of(string? patientId)
    {
        foreach (var form in new[] { Normal(patientId), Extension(patientId) }.Distinct())
        {
            if (SearchTerm.Of(SearchTermKind.Patient, form) is { } term)
            {
                yield return term;
            }
        }
    }

    /// <summary>The term to search by: as exact as what was asked.</summary>
    public static SearchTerm? Asked(string patientId) => SearchTerm.Of(SearchTermKind.Patient, Normal(patientId));

    /// <summary>
    /// <c>id^^^oid</c>; the authority's name when it has no OID; <c>id</c> when nothing tells the authority.
    /// </summary>
    private static string? Normal(string? patientId)
    {
        var parts = Unescaped(patientId)?.Split('^') ?? [];
        if (parts.Length < 4)
        {
            return Extension(patientId);
        }

        var authority = parts[3].Split('&');
        var name = authority.Length > 1 && authority[1].Trim().Length > 0 ? authority[1] : authority[0];
        return name.Trim().Length > 0 ? $"{parts[0].Trim()}^^^{name.Trim()}" : parts[0];
    }

    private static string? Extension(string? patientId) => Unescaped(patientId)?.Split('^')[0];

    /// <summary>Some senders escape twice; some auditors paste from the XML.</summary>
    private static string? Unescaped(string? patientId) => patientId?.Replace("&amp;", "&", StringComparison.Ordinal);
}
