using XdsDmp.CommandLine.Dmp;
using XdsDmp.Registry.Dmp;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>What is said to open, close and reopen the DMP of an invented patient.</summary>
internal static class SandboxRegistrations
{
    private const string Creation = "PRPA_IN201311UV02";
    private const string Change = "PRPA_IN201314UV02";

    /// <summary>TD1.1.</summary>
    public static RegistrationOrder Create(SandboxPatient patient) => Of(Creation, "CREA_RD", patient) with
    {
        Observations =
        [
            new("CONSENTEMENT_OUVERTURE_DMP", true),
            new("OPPOSITION_BRIS_DE_GLACE", patient.OpposesBreakGlass),
            new("OPPOSITION_ACCES_URGENCE", patient.OpposesEmergencyCalls),
        ],
    };

    /// <summary>TD1.4.</summary>
    public static RegistrationOrder Close(SandboxPatient patient) => Of(Change, "FERM", patient) with
    {
        ClosingText = "à la demande du patient (bac à sable)",
    };

    /// <summary>TD1.2.</summary>
    public static RegistrationOrder Reactivate(SandboxPatient patient) => Of(Change, "REAC", patient) with
    {
        Observations = [new("CONSENTEMENT_REACTIVATION_DMP", true)],
    };

    /// <summary>For the operator.</summary>
    public static DmpOpening OpeningOf(SandboxPatient patient) =>
        new(patient.Ins, patient.BirthName, patient.FirstNames)
        {
            Gender = patient.Gender,
            BirthDate = patient.BirthDate,
            OpposesBreakGlass = patient.OpposesBreakGlass,
            OpposesEmergencyCalls = patient.OpposesEmergencyCalls,
            ShowsMaskedInEmergency = patient.AllowsMaskedInEmergency,
            Representatives =
            [
                .. patient.Representatives.Select((one, i) => new DmpRepresentative(
                    one.Relationship, patient.BirthName, one.FirstNames, patient.RepresentativeIns(i))),
            ],
        };

    private static RegistrationOrder Of(string interaction, string reason, SandboxPatient patient) =>
        new(interaction, reason, [patient.Ins], new DmpPerson
        {
            BirthName = patient.BirthName,
            FirstNames = patient.FirstNames,
            Gender = patient.Gender,
            BirthDate = patient.BirthDate,
        })
        {
            ProfessionalId = SandboxProfessionals.AttendingPhysician.Id,
        };
}
