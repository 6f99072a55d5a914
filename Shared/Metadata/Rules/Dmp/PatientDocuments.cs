using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>What a patient adds is told apart from what professionals write (DMP, EXPPAT and DOCPAT).</summary>
internal static class PatientDocuments
{
    public static DmpRule Rule { get; } = new(
        "DMP-patientDocument",
        "a document whose author is the patient is of class 90 or of a type DOCPAT, its facility and practice setting "
        + "are EXP_PATIENT",
        "CI-SIS, volet Partage de documents de santé; ANS, TRE_A00", Check);

    private static void Check(DmpRuleContext context, DmpRule rule)
    {
        foreach (var entry in context.Documents.Where(IsOfPatient))
        {
            if (entry.ClassCode?.Value != DmpCodes.PatientClass && !IsPatientType(entry))
            {
                context.Report(
                    rule, new Wording("a patient does not add such documents", "un patient n'ajoute pas ce document"),
                    entry, CodedAttribute.TypeCode, entry.TypeCode?.Value,
                    new Wording("class 90, or DOCPAT01 to DOCPAT09", "classe 90, ou DOCPAT01 à DOCPAT09"));
            }

            CheckExpression(
                context, rule, entry, CodedAttribute.HealthcareFacilityTypeCode, entry.HealthcareFacilityTypeCode);
            CheckExpression(context, rule, entry, CodedAttribute.PracticeSettingCode, entry.PracticeSettingCode);
        }
    }

    /// <summary>The first author is the one who answers for it.</summary>
    private static bool IsOfPatient(DocumentEntry entry) =>
        entry.Authors is [{ Person: { } person }, ..] && DmpPerson.Of(person).IsPatient;

    private static bool IsPatientType(DocumentEntry entry) =>
        entry.TypeCode?.Value.StartsWith(DmpCodes.PatientTypePrefix, StringComparison.Ordinal) == true;

    private static void CheckExpression(
        DmpRuleContext context, DmpRule rule, DocumentEntry entry, string attribute, Code? code)
    {
        if (code is not null && code.Value != DmpCodes.PatientExpression)
        {
            var accepted = $"{DmpCodes.PatientExpression}^^{DmpCodes.SpecialAuthors}";
            context.Report(
                rule, new Wording(
                    "the author is the patient, who works nowhere", "l'auteur est le patient, qui n'exerce nulle part"),
                entry, attribute, $"{code.Value}^^{code.Scheme}", new Wording(accepted, accepted));
        }
    }
}
