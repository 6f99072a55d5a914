using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Vihf;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>The invented professionals: one of each kind that the DMP treats in another way.</summary>
internal static class SandboxProfessionals
{
    /// <summary>Professions (TRE_G15).</summary>
    public const string G15 = "1.2.250.1.71.1.2.7";

    private const string Skills = "1.2.250.1.71.4.2.5";
    private const string PharmacistTables = "1.2.250.1.71.4.2.6";
    private const string SpecialAuthors = "1.2.250.1.213.1.1.4.6";

    private static readonly SandboxStructure Practice =
        new(DevelopmentPkiFiles.StructureId, "CABINET TEST UN", "SA07", "Cabinet individuel");

    private static readonly SandboxStructure Hospital =
        new("1000000002", "HOPITAL TEST DEUX", "SA01", "Etablissement public de santé");

    private static readonly SandboxStructure Pharmacy =
        new("1000000003", "PHARMACIE TEST TROIS", "SA33", "Pharmacie d'officine");

    private static readonly SandboxStructure OccupationalHealth =
        new("1000000004", "SERVICE SANTE TRAVAIL TEST QUATRE", "SA66", "Service de prévention et de santé au travail");

    private static readonly SandboxStructure Insurance =
        new("1000000005", "ORGANISME TEST CINQ", "SA24", "Organisme de sécurité sociale");

    public static SandboxProfessional AttendingPhysician { get; } =
        Card("medecin-traitant", "Médecin - Médecine générale", 101, Practice, "10", "SM26");

    public static SandboxProfessional OtherPhysician { get; } =
        Card("medecin", "Médecin - Cardiologie et maladies vasculaires", 102, Practice, "10", "SM04");

    public static SandboxProfessional EmergencyPhysician { get; } =
        Card("urgentiste", "Médecin - Médecine d'urgence", 103, Hospital, "10", "SM59") with
        {
            Mode = VihfMode.Indirect,
        };

    public static SandboxProfessional Nurse { get; } = Card("infirmier", "Infirmier", 104, Practice, "60", null);

    public static SandboxProfessional Pharmacist { get; } =
        Card("pharmacien", "Pharmacien titulaire d'officine", 105, Pharmacy, "21", null) with
        {
            Speciality = new AssertedCode("A", PharmacistTables) { DisplayName = "Pharmacien titulaire" },
        };

    public static SandboxProfessional Dentist { get; } =
        Card("dentiste", "Chirurgien-dentiste", 106, Practice, "40", null);

    public static SandboxProfessional Physiotherapist { get; } =
        Card("kinesitherapeute", "Masseur-kinésithérapeute", 107, Practice, "70", null);

    public static SandboxProfessional OccupationalPhysician { get; } =
        Card("medecin-du-travail", "Médecin - Médecine du travail", 108, OccupationalHealth, "10", "SM25");

    /// <summary>A secretary with a CPE: known by her structure and a number there.</summary>
    public static SandboxProfessional Secretary { get; } = new(
        "secretaire", "Secrétariat médical (CPE)", $"3{Practice.Id[1..]}/SECRETAIRE-1", Practice,
        new AssertedCode("SECRETARIAT_MEDICAL", SpecialAuthors) { DisplayName = "Secrétariat médical" });

    /// <summary>The certificate of a hospital without any person behind it.</summary>
    public static SandboxProfessional Establishment { get; } = new(
        "etablissement", "Etablissement (certificat de personne morale)", $"3{Hospital.Id[1..]}/DPI-1", Hospital,
        new AssertedCode("AUTOMATE", SpecialAuthors) { DisplayName = "Automate" })
    {
        Mode = VihfMode.Indirect,
        IsMachine = true,
    };

    /// <summary>Regulates calls for the centre 15.</summary>
    public static SandboxProfessional Regulator { get; } =
        Card("regulateur-15", "Médecin - Médecine d'urgence", 111, Hospital, "10", "SM59") with
        {
            Mode = VihfMode.Indirect,
            MedicalRegulation = "true",
        };

    /// <summary>What the health insurance fills in by itself.</summary>
    public static SandboxProfessional Machine { get; } = new(
        "automate-am", "Alimentation automatique par l'Assurance Maladie", $"3{Insurance.Id[1..]}/ALIM-1", Insurance,
        new AssertedCode("ALIM_AM", SpecialAuthors) { DisplayName = "Alimentation Assurance Maladie" })
    {
        Mode = VihfMode.Indirect,
        IsMachine = true,
    };

    /// <summary>
    /// Through which patients and legal representatives come: it signs, and names them by their INS.
    /// </summary>
    public static SandboxProfessional Portal { get; } = new(
        "portail", "Portail des patients et de leurs représentants", "INS du patient",
        new SandboxStructure("1000000006", "PORTAIL TEST SIX", "SA05", "Centre de santé"),
        new AssertedCode("EXP_PATIENT", SpecialAuthors) { DisplayName = "Expression personnelle du patient" })
    {
        Mode = VihfMode.Indirect,
    };

    public static IReadOnlyList<SandboxProfessional> All { get; } =
    [
        AttendingPhysician, OtherPhysician, EmergencyPhysician, Nurse, Pharmacist, Dentist, Physiotherapist,
        OccupationalPhysician, Secretary, Establishment, Regulator, Machine, Portal,
    ];

    /// <summary>The portal with a patient or representative before it.</summary>
    public static SandboxProfessional PortalOf(PatientId ins) => Portal with { Id = ins.Extension };

    public static SandboxProfessional? Find(string key) => All.FirstOrDefault(one => one.Key == key);

    /// <summary>RPPS numbers that are nobody's: 8, and eleven digits that begin with nothing but noughts.</summary>
    private static SandboxProfessional Card(
        string key, string title, int number, SandboxStructure structure, string profession, string? skill)
    {
        var parts = title.Split(" - ");
        return new SandboxProfessional(
            key, title, $"8{number:00000000000}", structure,
            new AssertedCode(profession, G15) { DisplayName = parts[0] })
        {
            Speciality = skill is null ? null : new AssertedCode(skill, Skills) { DisplayName = parts[^1] },
        };
    }
}
