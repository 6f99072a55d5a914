using XdsDmp.Security.Vihf;
using static XdsDmp.Registry.Dmp.Access.DmpFunction;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>
/// Who may do what in which mode: PDT-INF-526 "Matrice des droits fonctionnels", v1.8. A row reads as it is printed:
/// six groups (professional, doctor, occupational physician, médecin traitant, CPE, certificate of an establishment),
/// in each a letter for normal access, regulation (centre 15) and bris de glace, as far as the sheet has that column.
/// </summary>
internal static class FunctionalMatrix
{
    private const int Groups = 6;

    /// <summary>Which letters the groups have: n normal, r regulation, b bris de glace.</summary>
    private static readonly string[] Modes = ["nrb", "nrb", "n", "nb", "n", "nr"];

    private static readonly Dictionary<DmpFunction, string[]> Rows = new()
    {
        [AcquireIdentity] = Row("YYY YYY Y YY Y YY"),
        [TestExistence] = Row("YYY YYY Y YY Y YY"),
        [ReadDemographics] = Row("YYY YYY Y YY Y YY"),

        // A CPE: the sheet has a footnote without a text; it is taken to be for a professional of the same structure.
        [DeclareAuthorisation] = Row("Y-- Y-- - Y- Y --"),
        [RemoveAuthorisation] = Row("Y-- Y-- - Y- - --"),
        [StopBeingAttendingPhysician] = Row("--- --- - Y- - --"),
        [ListDmps] = Row("YYY YYY Y YY Y Y-"),
        [FindPatient] = Row("-Y- -Y- - -- - -Y"),
        [ListProfessionals] = Row("Y-- Y-- Y Y- - --"),
        [Feed] = Row("YYY YYY Y YY Y YY"),
        [Search] = Row("YYY YYY Y YY - --"),

        // CPE and ES: to find references, for instance to delete; so those of the structure.
        [SearchReferences] = Row("YYY YYY Y YY s ss"),
        [Retrieve] = Row("YYY YYY - YY - --"),
        [RetrieveMasked] = Row("acc acc - Yc - --"),
        [Mask] = Row("Y-- Y-- Y Y- - --"),
        [Unmask] = Row("o-- o-- o Y- - --"),
        [MakeVisible] = Row("Y-- Y-- Y Y- - --"),
        [Archive] = Row("o-- oYY o YY - --"),
        [Delete] = Row("ooo ooo o oo s ss"),

        // Not in the sheet any more. Those who meet the patient, in normal access.
        [Create] = Row("Y-- Y-- - Y- Y --"),
        [Reactivate] = Row("Y-- Y-- - Y- Y --"),
        [ChangeDemographics] = Row("Y-- Y-- - Y- Y --"),
        [Close] = Row("Y-- Y-- - Y- Y --"),
        [ManageAccount] = Row("Y-- Y-- - Y- Y --"),

        // Everybody his own acts, the médecin traitant all.
        [ReadTraces] = Row("Y-- Y-- - Y- - --"),
    };

    /// <summary>
    /// What the patient may do, by a portal (S2, S3; PDT-INF-526 note: a patient's own document is archived and deleted
    /// by himself or the médecin traitant).
    /// </summary>
    private static readonly HashSet<DmpFunction> OfPatients =
    [
        TestExistence, DeclareAuthorisation, RemoveAuthorisation, ReadDemographics, ChangeDemographics, Close,
        Reactivate, ManageAccount, ListProfessionals, Feed, Search, SearchReferences, Retrieve, RetrieveMasked, Mask,
        Unmask, Archive, Delete, ReadTraces,
    ];

    /// <summary>What the patient may do with documents of his own only.</summary>
    private static readonly HashSet<DmpFunction> OfPatientsOwn = [Archive, Delete];

    public static Cell CellOf(DmpFunction function, ViewerKind kind, AccessPurpose purpose)
    {
        if (kind is ViewerKind.Patient or ViewerKind.LegalRepresentative)
        {
            return purpose != AccessPurpose.Normal || !OfPatients.Contains(function) ? Cell.No
                : OfPatientsOwn.Contains(function) ? Cell.Own : Cell.Yes;
        }

        // The sheet has no column for a médecin traitant who regulates: he acts as any doctor does there.
        var group = kind == ViewerKind.AttendingPhysician && purpose == AccessPurpose.RegulationCentre15
            ? (int)ViewerKind.Doctor
            : (int)kind;
        var letter = Modes[group].IndexOf(Letter(purpose), StringComparison.Ordinal);
        return letter < 0 ? Cell.No : (Cell)Rows[function][group][letter];
    }

    private static char Letter(AccessPurpose purpose) => purpose switch
    {
        AccessPurpose.Normal => 'n',
        AccessPurpose.RegulationCentre15 => 'r',
        _ => 'b',
    };

    private static string[] Row(string printed) => printed.Split(' ', Groups);
}
