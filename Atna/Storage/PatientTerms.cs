using XdsDmp.Audit.Summaries;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// The terms of patients, whatever form their ids were written in (see <see cref="PatientIdentity"/>). All are filed
/// as the id with its authority, and found by the id alone, too.
/// </summary>
internal static class PatientTerms
{
    /// <summary>ParticipantObjectTypeCodeRole of a patient (DICOM PS3.15 A.5).</summary>
    private const string PatientRole = "1";

    /// <summary>ParticipantObjectTypeCode of a person.</summary>
    private const string Person = "1";

    public static bool IsPatient(ObjectSummary item) => IsPatient(item.Role, item.TypeCode, item.IdTypeCode?.Code);

    /// <summary>By its role; without one, a person by a medical record number or patient number is one.</summary>
    public static bool IsPatient(string? role, string? type, string? idType) => role?.Trim() switch
    {
        PatientRole => true,
        null or "" => type?.Trim() == Person && idType?.Trim() is ("1" or "2"),
        var word => word.Equals("Patient", StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>
    /// The terms of this kind under which a record is filed: also by the name of an authority that has an OID.
    /// </summary>
    public static void Add(TermList terms, SearchTermKind kind, string? patientId, string? system)
    {
        foreach (var patient in PatientIdentity.All(patientId))
        {
            terms.AddToken(kind, patient.Id, patient.Authority ?? system);
            if (patient.AuthorityName is not null)
            {
                terms.AddToken(kind, patient.Id, patient.AuthorityName);
            }
        }
    }

    /// <summary>
    /// The search: as exact as what was asked, since names of authorities are not unique. <c>id|authority</c> is
    /// <paramref name="system"/> before the bar.
    /// </summary>
    public static IEnumerable<TermPattern?> Asked(string patientId, string? system = null) =>
        PatientIdentity.All(patientId).Select(patient => (patient.Authority ?? system) is { Length: > 0 } authority
            ? TermPattern.Exactly(SearchTerm.Token(SearchTermKind.Patient, patient.Id, authority))
            : TermPattern.OfAnySystem(SearchTermKind.Patient, patient.Id));
}
