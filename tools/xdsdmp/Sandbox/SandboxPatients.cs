using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>The invented patients: one for each state that a DMP can be in, and some for every day.</summary>
internal static class SandboxPatients
{
    private static readonly SandboxRepresentative[] Parents = [new("FTH", "PERE TEST"), new("MTH", "MERE TEST")];

    /// <summary>Has a document of every class and in every state.</summary>
    public static SandboxPatient First => All[0];

    public static IReadOnlyList<SandboxPatient> All { get; } = [.. Adults(), .. Minors(), .. States(), .. Others()];

    private static IEnumerable<SandboxPatient> Adults()
    {
        yield return Usual(1, "UN", "19700101", "F", "Dossier complet : toutes les classes, tous les états") with
        {
            Authorised = ["medecin-traitant", "medecin", "urgentiste", "infirmier", "pharmacien", "dentiste",
                "kinesitherapeute", "medecin-du-travail"],
        };
        yield return Usual(2, "DEUX", "19620214", "M", "Médecin traitant seul");
        yield return Usual(3, "TROIS", "19550303", "F", "Pharmacien et médecin traitant") with
        {
            Authorised = ["medecin-traitant", "pharmacien"],
        };
        yield return Usual(4, "QUATRE", "19880404", "M", "Infirmier et médecin traitant") with
        {
            Authorised = ["medecin-traitant", "infirmier"],
        };
        yield return Usual(5, "CINQ", "19450505", "F", "Dentiste autorisé ; données de remboursement") with
        {
            Authorised = ["medecin-traitant", "dentiste"],
        };
        yield return Usual(6, "SIX", "19900606", "M", "Aucun médecin traitant ; médecin autorisé") with
        {
            AttendingPhysician = null,
            Authorised = ["medecin"],
        };
        yield return Usual(7, "SEPT", "19330707", "F", "Aucune autorisation : bris de glace possible") with
        {
            AttendingPhysician = null,
            Authorised = [],
        };
        yield return Usual(8, "HUIT", "19790808", "M", "Document invisible au patient, à annoncer");
        yield return Usual(9, "NEUF", "19840909", "F", "Directives anticipées déposées par le patient");
        yield return Usual(10, "DIX", "19961010", "M", "Nombreux documents (40)");
    }

    private static IEnumerable<SandboxPatient> Minors()
    {
        yield return Minor(11, "ENFANT-ONZE", "20111111", "F", "Mineure : connexion secrète");
        yield return Minor(12, "ENFANT-DOUZE", "20121212", "M", "Mineur, deux représentants légaux");
        yield return Minor(13, "ENFANT-TREIZE", "20150113", "F", "Mineure, un représentant légal") with
        {
            Representatives = [new("MTH", "MERE TEST")],
        };
        yield return Minor(14, "ENFANT-QUATORZE", "20180214", "M", "Mineur, carnet de vaccination");
        yield return Minor(15, "ENFANT-QUINZE", "20220315", "F", "Mineure, tutelle") with
        {
            Representatives = [new("RESPRSN", "TUTEUR TEST")],
        };
    }

    private static IEnumerable<SandboxPatient> States()
    {
        yield return Usual(16, "SEIZE", "19680116", "M", "DMP fermé à la demande du patient") with { IsClosed = true };
        yield return Usual(17, "DIX-SEPT", "19710217", "F", "DMP fermé puis réactivé") with { IsReactivated = true };
        yield return Usual(18, "DIX-HUIT", "19500318", "M", "Opposition au bris de glace") with
        {
            OpposesBreakGlass = true,
        };
        yield return Usual(19, "DIX-NEUF", "19520419", "F", "Opposition à l'accès du centre 15") with
        {
            OpposesEmergencyCalls = true,
        };
        yield return Usual(20, "VINGT", "19540520", "M", "Les deux oppositions") with
        {
            OpposesBreakGlass = true,
            OpposesEmergencyCalls = true,
        };
        yield return Usual(21, "VINGT-ET-UN", "19560621", "F", "Documents masqués ouverts en urgence") with
        {
            AllowsMaskedInEmergency = true,
        };
        yield return new SandboxPatient(22, "VINGT-DEUX", "19580722", "M", "Sans DMP : à créer")
        {
            HasDmp = false,
        };
        yield return Usual(23, "VINGT-TROIS", "19600823", "F", "INS-C joint à l'INS-NIR") with
        {
            InsC = new PatientId("1234567890123456789094", SandboxPatient.InsCAuthority),
        };
        yield return Usual(24, "VINGT-QUATRE", "19920924", "M", "Rattaché à Mon espace santé") with
        {
            IsAttachedToEns = true,
        };
        yield return Usual(25, "VINGT-CINQ", "19941025", "F", "Médecin (cardiologie) interdit par la patiente") with
        {
            Blocked = ["medecin"],
        };
        yield return Usual(26, "VINGT-SIX", "19661126", "M", "Autorisations expirées") with
        {
            HasExpired = true,
        };
        yield return Usual(27, "VINGT-SEPT", "19731227", "F", "Compte internet ouvert") with
        {
            HasInternetAccount = true,
        };
    }

    private static IEnumerable<SandboxPatient> Others()
    {
        (string Name, string Birth, string Gender)[] all =
        [
            ("VINGT-HUIT", "19810128", "M"), ("VINGT-NEUF", "19860228", "F"),
            ("TRENTE", "20000330", "M"),
        ];
        return all.Select((one, i) => Usual(28 + i, one.Name, one.Birth, one.Gender, "DMP ordinaire"));
    }

    private static SandboxPatient Usual(int number, string name, string birth, string gender, string about) =>
        new(number, name, birth, gender, about)
        {
            AttendingPhysician = SandboxProfessionals.AttendingPhysician.Key,
            Authorised = [SandboxProfessionals.AttendingPhysician.Key],
        };

    private static SandboxPatient Minor(int number, string name, string birth, string gender, string about) =>
        Usual(number, name, birth, gender, about) with { Representatives = Parents };
}
