using XdsDmp.Security.Assertions;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>As what the role of a VIHF lets somebody act; null for roles that have no access.</summary>
internal static class ViewerRole
{
    private const string ProfessionsG15 = "1.2.250.1.71.1.2.7";
    private const string ProfessionsInTrainingG16 = "1.2.250.1.71.1.2.8";
    private const string OtherProfessions = "1.2.250.1.213.1.6.1.109";
    private const string SocialProfessions = "1.2.250.1.213.1.6.1.4";
    private const string RolesR85 = "1.2.250.1.213.1.6.1.107";
    private const string SpecialAuthors = "1.2.250.1.213.1.1.4.6";
    private const string PatientCode = "EXP_PATIENT";
    private const string DoctorCode = "10";

    private static readonly HashSet<string> OccupationalSkills = ["SM25", "C41", "CAPA11", "SCH35"];
    private static readonly HashSet<string> Machines = ["AUTOMATE", "DISPOSITIF", "LOGICIEL_DUI", "ALIM_AM"];
    private static readonly HashSet<string> StaffRoles = ["331", "332"];

    public static bool IsPatient(AssertedCode role) => role is { System: SpecialAuthors, Code: PatientCode };

    public static ViewerKind? KindOf(AssertedCode profession, AssertedCode? speciality, Sector sector) =>
        profession.System switch
        {
            ProfessionsG15 when profession.Code == DoctorCode =>
                sector == Sector.OccupationalHealth || OccupationalSkills.Contains(speciality?.Code ?? "")
                    ? ViewerKind.OccupationalPhysician
                    : ViewerKind.Doctor,
            SpecialAuthors => profession.Code switch
            {
                "SECRETARIAT_MEDICAL" => ViewerKind.Staff,
                var machine when Machines.Contains(machine) => ViewerKind.Establishment,
                _ => null,
            },
            RolesR85 when StaffRoles.Contains(profession.Code) => ViewerKind.Staff,
            _ when sector == Sector.OccupationalHealth => null,
            ProfessionsG15 or ProfessionsInTrainingG16 or OtherProfessions or SocialProfessions or RolesR85 =>
                ViewerKind.Professional,
            _ => null,
        };
}
