using XdsDmp.Metadata.Model;
using static XdsDmp.CommandLine.Sandbox.SandboxProfessionals;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>The invented documents: every class, every state, and something for every patient.</summary>
internal static class SandboxDocuments
{
    /// <summary>Classes of documents (TRE_A03).</summary>
    private const string ClassSystem = "1.2.250.1.213.1.1.4.1";

    private const string Loinc = "2.16.840.1.113883.6.1";

    /// <summary>Types that only France has (TRE_A05).</summary>
    private const string FrenchTypes = "1.2.250.1.213.1.1.4.12";

    private const string Masked = "MASQUE_PS";
    private const string HiddenFromPatient = "INVISIBLE_PATIENT";
    private const string HiddenFromRepresentatives = "INVISIBLE_REPRESENTANTS_LEGAUX";

    private static readonly Code Text =
        new("urn:ihe:iti:xds-sd:text:2008", "1.3.6.1.4.1.19376.1.2.3", "Document à corps non structuré en texte brut");

    private static readonly SandboxDocumentKind Consultation =
        Kind("10", "Compte rendu", "11488-4", Loinc, "CR ou fiche de consultation ou de visite");

    private static readonly SandboxDocumentKind Biology =
        Kind("10", "Compte rendu", "11502-2", Loinc, "CR d'examens biologiques");

    private static readonly SandboxDocumentKind Conciliation =
        Kind("11", "Synthèse", "80820-4", Loinc, "Fiche de conciliation des traitements");

    private static readonly SandboxDocumentKind Summary =
        Kind("11", "Synthèse", "60591-5", Loinc, "Synthèse médicale");

    private static readonly SandboxDocumentKind Psychiatry =
        Kind("11", "Synthèse", "68599-0", Loinc, "Synthèse psychiatrique");

    private static readonly SandboxDocumentKind Imaging =
        Kind("31", "Imagerie médicale", "18748-4", Loinc, "CR d'imagerie médicale");

    private static readonly SandboxDocumentKind Prescription =
        Kind("42", "Prescription", "57833-6", Loinc, "Prescription de produits de santé");

    private static readonly SandboxDocumentKind Dispensation =
        Kind("43", "Dispensation", "60593-1", Loinc, "Dispensation médicamenteuse");

    private static readonly SandboxDocumentKind CarePlan =
        Kind("44", "Plan de soins, protocole", "18776-5", Loinc, "Plan personnalisé de soins");

    private static readonly SandboxDocumentKind Treatment =
        Kind("45", "Traitement administré", "80565-5", Loinc, "Traitement administré");

    private static readonly SandboxDocumentKind Vaccinations =
        Kind("52", "Certificat, déclaration", "11369-6", Loinc, "Historique des vaccinations");

    private static readonly SandboxDocumentKind Reimbursements =
        Kind("60", "Données de remboursement", "REMB", FrenchTypes, "Données de remboursement");

    private static readonly SandboxDocumentKind Directives =
        Kind("90", "Autres documents déposés par le patient", "EXPPAT_3", FrenchTypes, "Directives anticipées");

    private static readonly SandboxDocumentKind Certificate =
        Kind("95", "Document de gestion", "ATTEST-DROITS-AM", FrenchTypes, "Attestation de droits");

    public static IReadOnlyList<SandboxDocument> All { get; } =
        [.. OfTheFirstPatient(), .. OfEveryPatient(), .. OfOne(), .. Many()];

    public static SandboxDocument Find(string key) => All.First(document => document.Key == key);

    /// <summary>Every class, every state.</summary>
    private static IEnumerable<SandboxDocument> OfTheFirstPatient() =>
    [
        new("un-consultation", 1, AttendingPhysician, Consultation) { Age = 300 },
        new("un-biologie", 1, OtherPhysician, Biology) { Age = 200 },
        new("un-synthese", 1, AttendingPhysician, Summary) { Age = 120 },
        new("un-imagerie", 1, EmergencyPhysician, Imaging) { Age = 90 },
        new("un-prescription", 1, AttendingPhysician, Prescription) { Age = 60 },
        new("un-dispensation", 1, Pharmacist, Dispensation) { Age = 59 },
        new("un-plan", 1, AttendingPhysician, CarePlan) { Age = 50 },
        new("un-traitement", 1, Nurse, Treatment) { Age = 40 },
        new("un-vaccinations", 1, Nurse, Vaccinations) { Age = 35 },
        new("un-remboursements", 1, Machine, Reimbursements) { Age = 34 },
        new("un-directives", 1, Portal, Directives) { Age = 33, IsByPatient = true },
        new("un-attestation", 1, AttendingPhysician, Certificate) { Age = 32 },
        new("un-psychiatrie", 1, OtherPhysician, Psychiatry) { Age = 31, Visibility = [Masked] },
        new("un-masque", 1, OtherPhysician, Consultation)
        {
            Age = 30,
            Title = "Consultation masquée après coup",
            Fate = SandboxFate.Masked,
        },
        new("un-a-annoncer", 1, OtherPhysician, Biology)
        {
            Age = 20,
            Title = "Résultat à annoncer en consultation",
            Visibility = [HiddenFromPatient],
        },
        new("un-archive", 1, AttendingPhysician, Consultation)
        {
            Age = 900,
            Title = "Consultation archivée",
            Fate = SandboxFate.Archived,
        },
        new("un-supprime", 1, AttendingPhysician, Prescription)
        {
            Age = 15,
            Title = "Prescription déposée par erreur",
            Fate = SandboxFate.Deleted,
        },
        new("un-version-1", 1, AttendingPhysician, Conciliation) { Age = 14, Title = "Conciliation, version 1" },
        new("un-version-2", 1, AttendingPhysician, Conciliation)
        {
            Age = 13,
            Title = "Conciliation, version 2",
            Replaces = "un-version-1",
        },
    ];

    private static IEnumerable<SandboxDocument> OfEveryPatient() => SandboxPatients.All
        .Where(patient => patient is { HasDmp: true, Number: > 1, AttendingPhysician: not null })
        .Select(patient => patient.Number)
        .Select(number => new SandboxDocument($"{number}-synthese", number, AttendingPhysician, Summary)
        {
            Age = 100 - number,
        });

    private static IEnumerable<SandboxDocument> OfOne() =>
    [
        new("3-dispensation", 3, Pharmacist, Dispensation),
        new("4-traitement", 4, Nurse, Treatment),
        new("5-remboursements", 5, Machine, Reimbursements),
        new("6-consultation", 6, OtherPhysician, Consultation),
        new("7-urgences", 7, EmergencyPhysician, Consultation) { Title = "Passage aux urgences" },
        new("7-masque", 7, OtherPhysician, Consultation)
        {
            Title = "Consultation masquée",
            Visibility = [Masked],
        },
        new("8-a-annoncer", 8, AttendingPhysician, Biology)
        {
            Title = "Résultat à annoncer en consultation",
            Visibility = [HiddenFromPatient],
        },
        new("9-directives", 9, Portal, Directives) { IsByPatient = true },
        new("11-secret", 11, AttendingPhysician, Consultation)
        {
            Title = "Consultation en connexion secrète",
            Visibility = [HiddenFromRepresentatives],
        },
        new("14-vaccinations", 14, AttendingPhysician, Vaccinations),
        new("21-masque", 21, AttendingPhysician, Consultation)
        {
            Title = "Consultation masquée",
            Visibility = [Masked],
        },
    ];

    private static IEnumerable<SandboxDocument> Many() => Enumerable.Range(1, 40).Select(
        i => new SandboxDocument($"10-consultation-{i}", 10, AttendingPhysician, Consultation)
        {
            Title = $"Consultation n° {i}",
            Age = 20 * i,
        });

    private static SandboxDocumentKind Kind(
        string code, string className, string type, string typeSystem, string typeName) => new(
            new Code(code, ClassSystem, className), new Code(type, typeSystem, typeName), Text, typeName);
}
