using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Registry.Submissions.Rules;

/// <summary>
/// The patient is known to the affinity domain and has not been merged away (ITI TF-2 §3.42.4.1.3.3).
/// </summary>
internal static class PatientRule
{
    public const string Id = "REG-patient";

    public static void Check(RegistrationContext context, RegistryOptions options)
    {
        var patient = context.Submission.SubmissionSet.PatientId!;
        if (context.Patient is { State: PatientState.Subsumed })
        {
            Refuse(context, "the patient identifier was merged into another one", "the surviving identifier");
        }
        else if (options.AssigningAuthorities.Count > 0 && !options.AssigningAuthorities.Contains(patient.Authority))
        {
            Refuse(
                context,
                "the patient identifier is of an authority that this affinity domain does not use",
                string.Join(", ", options.AssigningAuthorities));
        }
        else if (context.Patient is null && options.UnknownPatients == UnknownPatients.Reject)
        {
            Refuse(context, "the patient identity feed has not announced this patient", "a patient announced before");
        }
    }

    private static void Refuse(RegistrationContext context, string problem, string accepted) => context.Errors.Add(
        RegistryErrorCode.XDSUnknownPatientId,
        new Explanation(
            Id, problem, "SubmissionSet, patientId", context.Submission.SubmissionSet.PatientId!.ToString(), accepted,
            "ITI TF-2 §3.42.4.1.3.3"));
}
