using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Security.Vihf;
using static XdsDmp.Registry.Dmp.Access.DocumentVisibility;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Access;

/// <summary>
/// Visibility code × viewer (PDT-INF-526; Assurance Maladie on the patient's and the médecin traitant's rights), in
/// every mode and status. Y: sees; -: looks absent; o: only as an author; c: only if the patient wants masked documents
/// shown in emergencies, or as an author.
/// </summary>
[TestClass]
public sealed class DocumentRightsTests
{
    private static readonly bool[] Both = [false, true];

    private static readonly DocumentVisibility[] Columns =
    [
        Everybody, MaskedToProfessionals, HiddenFromPatient, HiddenFromRepresentatives,
        MaskedToProfessionals | HiddenFromPatient, Signature, Superseded,
    ];

    /// <summary>Columns: open, MASQUE_PS, INVISIBLE_PATIENT, INVISIBLE_REPRESENTANTS_LEGAUX, the first two, …</summary>
    [TestMethod]
    [DataRow(nameof(ViewerKind.Patient), AccessPurpose.Normal, "YY-Y---")]
    [DataRow(nameof(ViewerKind.LegalRepresentative), AccessPurpose.Normal, "YY-----")]
    [DataRow(nameof(ViewerKind.AttendingPhysician), AccessPurpose.Normal, "YYYYY--")]
    [DataRow(nameof(ViewerKind.AttendingPhysician), AccessPurpose.BreakGlass, "YcYYc--")]
    [DataRow(nameof(ViewerKind.Doctor), AccessPurpose.Normal, "YoYYo--")]
    [DataRow(nameof(ViewerKind.Doctor), AccessPurpose.BreakGlass, "YcYYc--")]
    [DataRow(nameof(ViewerKind.Doctor), AccessPurpose.RegulationCentre15, "YcYYc--")]
    [DataRow(nameof(ViewerKind.Professional), AccessPurpose.Normal, "YoYYo--")]
    [DataRow(nameof(ViewerKind.Professional), AccessPurpose.BreakGlass, "YcYYc--")]
    [DataRow(nameof(ViewerKind.Professional), AccessPurpose.RegulationCentre15, "YcYYc--")]
    [DataRow(nameof(ViewerKind.OccupationalPhysician), AccessPurpose.Normal, "YoYYo--")]
    [DataRow(nameof(ViewerKind.Staff), AccessPurpose.Normal, "sssss--")]
    [DataRow(nameof(ViewerKind.Establishment), AccessPurpose.Normal, "sssss--")]
    public void EachViewerSeesWhatTheTableSays(string viewer, AccessPurpose purpose, string printed)
    {
        var kind = Enum.Parse<ViewerKind>(viewer);
        foreach (var status in Enum.GetValues<AvailabilityStatus>())
        {
            foreach (var (visibility, letter) in Columns.Zip(printed))
            {
                Check(kind, purpose, status, visibility, letter);
            }
        }
    }

    [TestMethod]
    public void WithoutAnAuthorisationOnlyOwnDocumentsAreSeen()
    {
        var rights = RightsOf(new AccessCase { Authorisation = null });
        Assert.IsFalse(rights.Sees(new DocumentFacts { ClassCode = "10", TypeCode = "34112-3" }));
        Assert.IsTrue(rights.Sees(new DocumentFacts { ClassCode = "10", IsAuthored = () => true }));
    }

    /// <summary>Only the médecin traitant and the patient archive and delete what the patient has put there.</summary>
    [TestMethod]
    [DataRow(nameof(ViewerKind.Patient), true)]
    [DataRow(nameof(ViewerKind.AttendingPhysician), true)]
    [DataRow(nameof(ViewerKind.Doctor), false)]
    [DataRow(nameof(ViewerKind.Professional), false)]
    [DataRow(nameof(ViewerKind.LegalRepresentative), false)]
    public void ThePatientsOwnDocumentsAreHisAndHisDoctors(string viewer, bool expected)
    {
        var rights = RightsOf(new AccessCase { Kind = Enum.Parse<ViewerKind>(viewer) });
        var own = new DocumentFacts { IsOfPatient = () => true, IsAuthored = () => true };
        Assert.AreEqual(expected, rights.May(DmpFunction.Archive, own));
        Assert.AreEqual(expected, rights.May(DmpFunction.Delete, own));
    }

    [TestMethod]
    [DataRow(nameof(DmpFunction.Delete), nameof(ViewerKind.Doctor), true, true)]
    [DataRow(nameof(DmpFunction.Delete), nameof(ViewerKind.Doctor), false, false)]
    [DataRow(nameof(DmpFunction.Delete), nameof(ViewerKind.AttendingPhysician), false, false)]
    [DataRow(nameof(DmpFunction.Archive), nameof(ViewerKind.AttendingPhysician), false, true)]
    [DataRow(nameof(DmpFunction.Archive), nameof(ViewerKind.Doctor), false, false)]
    [DataRow(nameof(DmpFunction.Archive), nameof(ViewerKind.Doctor), true, true)]
    [DataRow(nameof(DmpFunction.Unmask), nameof(ViewerKind.Doctor), false, false)]
    [DataRow(nameof(DmpFunction.Unmask), nameof(ViewerKind.Doctor), true, true)]
    [DataRow(nameof(DmpFunction.Unmask), nameof(ViewerKind.AttendingPhysician), false, true)]
    [DataRow(nameof(DmpFunction.Unmask), nameof(ViewerKind.Patient), false, true)]
    [DataRow(nameof(DmpFunction.Mask), nameof(ViewerKind.Professional), false, true)]
    [DataRow(nameof(DmpFunction.MakeVisible), nameof(ViewerKind.Doctor), false, true)]
    public void WhatMayBeDoneWithADocument(string function, string viewer, bool isAuthor, bool expected) =>
        Assert.AreEqual(expected, RightsOf(new AccessCase { Kind = Enum.Parse<ViewerKind>(viewer) }).May(
            Enum.Parse<DmpFunction>(function), new DocumentFacts { IsAuthored = () => isAuthor }));

    private static void Check(
        ViewerKind kind, AccessPurpose purpose, AvailabilityStatus status, DocumentVisibility visibility, char letter)
    {
        // Deleted: unlisted for the patient and his representatives.
        var isGone = status == AvailabilityStatus.Deleted
            && kind is ViewerKind.Patient or ViewerKind.LegalRepresentative;
        foreach (var (isAuthor, isStructure, agreed) in Combinations())
        {
            var rights = RightsOf(new AccessCase
            {
                Kind = kind,
                Purpose = purpose,
                Choices = new DmpChoices { ShowsMaskedInEmergency = agreed },
            });
            var expected = letter switch
            {
                'Y' => true,
                'o' => isAuthor,
                'c' => isAuthor || agreed,
                's' => isStructure,
                _ => false,
            };
            Assert.AreEqual(
                expected && !(isGone && status == AvailabilityStatus.Deleted),
                rights.Sees(new DocumentFacts
                {
                    ClassCode = "10",
                    TypeCode = "34112-3",
                    Status = status,
                    Visibility = visibility,
                    IsAuthored = () => isAuthor,
                    IsOfStructure = () => isStructure,
                }),
                $"{kind} {purpose} {status} {visibility}, author {isAuthor}, structure {isStructure}, agreed {agreed}");
        }
    }

    private static IEnumerable<(bool IsAuthor, bool IsStructure, bool Agreed)> Combinations() =>
        from author in Both
        from structure in Both
        from agreed in Both
        select (author, structure, agreed);

    private static DocumentRights RightsOf(AccessCase it) => new(
        it.Viewer, it.Choices, it.Authorisation, HabilitationFile.Load("", DateOnly.FromDateTime(AccessCase.Now.Date)),
        AccessCase.Now);
}
