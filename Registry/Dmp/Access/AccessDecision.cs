using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Security.Vihf;
using static XdsDmp.Registry.Dmp.Access.DmpFunction;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>
/// The one access decision, up to the single document: who, as what, which function, in which mode, on a DMP in which
/// state. Pure: the same values always give the same answer. Everything is denied that no rule allows.
/// </summary>
internal static class AccessDecision
{
    public const string SectorRule = "DMP-sector";
    public const string FunctionRule = "DMP-function";
    public const string ExistsRule = "DMP-exists";
    public const string OpenRule = "DMP-open";
    public const string BlockedRule = "DMP-blocked";
    public const string OppositionRule = "DMP-opposition";
    public const string ReasonRule = "DMP-reason";
    public const string AuthorisedRule = "DMP-authorised";
    private const string Matrix = "PDT-INF-526";

    /// <summary>What can be done where there is no DMP.</summary>
    private static readonly HashSet<DmpFunction> NeedNoDmp =
        [AcquireIdentity, TestExistence, ListDmps, FindPatient, Create];

    /// <summary>What can be done with a closed one.</summary>
    private static readonly HashSet<DmpFunction> NeedNotBeOpen =
        [AcquireIdentity, TestExistence, ListDmps, FindPatient, Create, Reactivate];

    /// <summary>What a professional whom the patient has blocked learns and does all the same.</summary>
    private static readonly HashSet<DmpFunction> NotBlocked =
        [AcquireIdentity, TestExistence, ListDmps, FindPatient, Create];

    /// <summary>In normal access: not for the patient's own documents of the professional, nor to add some.</summary>
    private static readonly HashSet<DmpFunction> NeedAuthorisation =
        [ListProfessionals, Search, Retrieve, RetrieveMasked, Mask, MakeVisible];

    /// <summary>Null: it may be done.</summary>
    public static Refusal? Refuse(
        DmpFunction function, Viewer viewer, DmpRecord? dmp, Authorisation? authorisation, DateTimeOffset now) =>
        RefuseSector(function, viewer)
        ?? RefuseFunction(function, viewer)
        ?? RefuseState(function, dmp)
        ?? RefuseBlocked(function, viewer, authorisation)
        ?? RefuseEmergency(function, viewer, dmp)
        ?? RefuseUnauthorised(function, viewer, authorisation, now);

    private static Refusal? RefuseSector(DmpFunction function, Viewer viewer) => viewer.IsByPortal
        ? null
        : viewer.Sector switch
        {
            Sector.Care or Sector.OccupationalHealth => null,
            Sector.SocialSecurity when function is Feed or TestExistence or Create => null,
            _ => Rights(
                SectorRule, "this sector of activity has no access to the DMP",
                "ce secteur d'activité n'a pas accès au DMP", "VIHF, Secteur_Activite"),
        };

    private static Refusal? RefuseFunction(DmpFunction function, Viewer viewer) =>
        FunctionalMatrix.CellOf(function, viewer.Kind, viewer.Purpose) == Cell.No
            ? Rights(
                FunctionRule, $"{Name(viewer.Kind).English} may not do this in the mode {Name(viewer.Purpose)}",
                $"{Name(viewer.Kind).French} n'a pas ce droit en mode {Name(viewer.Purpose)}",
                "VIHF, role, purposeofuse", function.ToString())
            : null;

    private static Refusal? RefuseState(DmpFunction function, DmpRecord? dmp) => dmp switch
    {
        null when !NeedNoDmp.Contains(function) => new Refusal(RefusalKind.NoDmp, Explain(
            ExistsRule, "this person has no DMP", "cette personne n'a pas de DMP", "patientId",
            "a person for whom a DMP was opened with consent (TD1.1)",
            "une personne dont le DMP a été créé avec son consentement (TD1.1)", "DMP, TD1.1")),
        { IsOpen: false } when !NeedNotBeOpen.Contains(function) => new Refusal(RefusalKind.Closed, Explain(
            OpenRule, "this DMP is closed", "ce DMP est fermé", "patientId",
            "a DMP that is open; a closed one is reactivated with a new consent (TD1.2)",
            "un DMP actif ; un DMP fermé se réactive avec un nouveau consentement (TD1.2)", "DMP, TD1.4")),
        _ => null,
    };

    private static Refusal? RefuseBlocked(DmpFunction function, Viewer viewer, Authorisation? authorisation) =>
        authorisation is { IsBlock: true } && !viewer.IsByPortal && !NotBlocked.Contains(function)
            ? Rights(
                BlockedRule, "the patient has blocked this professional",
                "le patient a bloqué l'accès de ce professionnel", "VIHF, NameID")
            : null;

    private static Refusal? RefuseEmergency(DmpFunction function, Viewer viewer, DmpRecord? dmp)
    {
        if (dmp is null || !viewer.IsEmergency || function is TestExistence or AcquireIdentity)
        {
            return null;
        }

        if (viewer.Purpose == AccessPurpose.BreakGlass && !viewer.HasReason)
        {
            return Rights(
                ReasonRule, "bris de glace needs a reason", "le bris de glace doit être motivé",
                "VIHF, Mode_Acces_Raison", null, "the reason in words", "le motif en clair");
        }

        // What a professional adds in an emergency opens nothing: only reading can be opposed.
        var isOpposed = function != Feed && (viewer.Purpose == AccessPurpose.BreakGlass
            ? dmp.Choices.OpposesBreakGlass
            : dmp.Choices.OpposesEmergencyCalls);
        return isOpposed
            ? Rights(
                OppositionRule, $"the patient is opposed to access in the mode {Name(viewer.Purpose)}",
                $"le patient s'oppose à l'accès en mode {Name(viewer.Purpose)}", "VIHF, purposeofuse")
            : null;
    }

    private static Refusal? RefuseUnauthorised(
        DmpFunction function, Viewer viewer, Authorisation? authorisation, DateTimeOffset now) =>
        viewer.IsEmergency || viewer.IsByPortal || !NeedAuthorisation.Contains(function)
            || authorisation?.IsValidAt(now) == true
            ? null
            : Rights(
                AuthorisedRule,
                authorisation is null
                    ? "the patient has not authorised this professional"
                    : "the patient's authorisation of this professional has ended",
                authorisation is null
                    ? "le patient n'a pas autorisé ce professionnel"
                    : "l'autorisation donnée par le patient à ce professionnel est expirée",
                "VIHF, NameID", null, "an authorisation of the last year (TD0.3, with the patient's consent)",
                "une autorisation de moins d'un an (TD0.3, avec l'accord du patient)");

    private static Refusal Rights(
        string rule, string english, string french, string place, string? value = null, string? accepted = null,
        string? acceptedInFrench = null) =>
        new(RefusalKind.Rights, Explain(rule, english, french, place, accepted, acceptedInFrench, Matrix, value));

    private static Explanation Explain(
        string rule, string english, string french, string place, string? accepted, string? acceptedInFrench,
        string source, string? value = null) =>
        new(rule, english, place, value, accepted, source) { French = new FrenchWording(french, acceptedInFrench) };

    private static Wording Name(ViewerKind kind) => kind switch
    {
        ViewerKind.Professional => new("a health professional", "un professionnel de santé"),
        ViewerKind.Doctor => new("a doctor", "un médecin"),
        ViewerKind.OccupationalPhysician => new("an occupational physician", "un médecin du travail"),
        ViewerKind.AttendingPhysician => new("a médecin traitant", "un médecin traitant"),
        ViewerKind.Staff => new("a member of staff (CPE)", "un personnel d'établissement (CPE)"),
        ViewerKind.Establishment => new("an establishment (ES)", "un établissement (ES)"),
        ViewerKind.Patient => new("a patient", "un patient"),
        _ => new("a legal representative", "un représentant légal"),
    };

    private static string Name(AccessPurpose purpose) => purpose switch
    {
        AccessPurpose.BreakGlass => VihfAttributes.BreakGlass,
        AccessPurpose.RegulationCentre15 => VihfAttributes.RegulationCentre15,
        _ => VihfAttributes.Normal,
    };
}
