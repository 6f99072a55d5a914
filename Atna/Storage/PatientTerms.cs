using XdsDmp.Audit.Summaries;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Patients in audit messages: an HL7 CX, with or without name or type of the authority, a bare id, or a FHIR
/// identifier. All are filed as the id with its authority, and found by the id alone, too.
/// </summary>
internal static class PatientTerms
{
    /// <summary>ParticipantObjectTypeCodeRole of a patient (DICOM PS3.15 A.5).</summary>
    private const string PatientRole = "1";

    public static bool IsPatient(ObjectSummary item) => item.Role?.Trim() == PatientRole;

    /// <summary>The term under which a record is filed.</summary>
    public static SearchTerm? Of(string? patientId, string? system = null) =>
        Term(SearchTermKind.Patient, patientId, system);

    public static SearchTerm? Term(SearchTermKind kind, string? patientId, string? system) =>
        SearchTerm.Token(kind, Id(patientId), Authority(patientId) ?? system);

    /// <summary>
    /// The search: as exact as what was asked. <c>id|authority</c> is <paramref name="system"/> before the bar.
    /// </summary>
    public static TermPattern? Asked(string patientId, string? system = null) =>
        (Authority(patientId) ?? system) is { Length: > 0 } authority
            ? TermPattern.Exactly(SearchTerm.Token(SearchTermKind.Patient, Id(patientId), authority))
            : TermPattern.OfAnySystem(SearchTermKind.Patient, Id(patientId));

    /// <summary>The id and who gave it, as far as that is told.</summary>
    public static (string? Id, string? Authority) Parts(string? patientId) => (Id(patientId), Authority(patientId));

    public static bool IsCx(string? patientId) => patientId?.Contains('^', StringComparison.Ordinal) == true;

    private static string? Id(string? patientId) => Unescaped(patientId)?.Split('^')[0];

    /// <summary>The authority's OID; its name when it has no OID; null when nothing tells it.</summary>
    private static string? Authority(string? patientId)
    {
        var parts = Unescaped(patientId)?.Split('^') ?? [];
        if (parts.Length < 4)
        {
            return null;
        }

        var authority = parts[3].Split('&');
        var name = authority.Length > 1 && authority[1].Trim().Length > 0 ? authority[1] : authority[0];
        return name.Trim().Length > 0 ? name.Trim() : null;
    }

    /// <summary>Some senders escape twice; some auditors paste from the XML.</summary>
    private static string? Unescaped(string? patientId) => patientId?.Replace("&amp;", "&", StringComparison.Ordinal);
}
