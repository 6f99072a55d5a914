using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Security.Vihf;
using static XdsDmp.Registry.Dmp.Access.ViewerKind;
using static XdsDmp.Security.Vihf.AccessPurpose;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Access;

/// <summary>
/// PDT-INF-526 v1.8, "Matrice des droits fonctionnels", DMP v2, row by row; the columns in the order of the sheet.
/// </summary>
[TestClass]
public sealed class FunctionalMatrixTests
{
    private static readonly (ViewerKind Kind, AccessPurpose Purpose)[] Columns =
    [
        (Professional, Normal), (Professional, RegulationCentre15), (Professional, BreakGlass),
        (Doctor, Normal), (Doctor, RegulationCentre15), (Doctor, BreakGlass),
        (OccupationalPhysician, Normal),
        (AttendingPhysician, Normal), (AttendingPhysician, BreakGlass),
        (Staff, Normal),
        (Establishment, Normal), (Establishment, RegulationCentre15),
    ];

    [TestMethod]
    [DataRow(nameof(DmpFunction.AcquireIdentity), "YYYYYYYYYYYY", DisplayName = "TD0.0")]
    [DataRow(nameof(DmpFunction.TestExistence), "YYYYYYYYYYYY", DisplayName = "TD0.2")]
    [DataRow(nameof(DmpFunction.ReadDemographics), "YYYYYYYYYYYY", DisplayName = "TD1.3a")]
    [DataRow(nameof(DmpFunction.DeclareAuthorisation), "Y--Y---Y-Y--", DisplayName = "TD0.3 declare authorised")]
    [DataRow(nameof(DmpFunction.RemoveAuthorisation), "Y--Y---Y----", DisplayName = "TD0.3 remove own")]
    [DataRow(nameof(DmpFunction.StopBeingAttendingPhysician), "-------Y----", DisplayName = "TD0.3 stop being MT")]
    [DataRow(nameof(DmpFunction.ListDmps), "YYYYYYYYYYY-", DisplayName = "TD0.4 list of DMPs")]
    [DataRow(nameof(DmpFunction.FindPatient), "-Y--Y------Y", DisplayName = "TD0.5 search without INS")]
    [DataRow(nameof(DmpFunction.ListProfessionals), "Y--Y--YY----", DisplayName = "TD1.6 list PS")]
    [DataRow(nameof(DmpFunction.Feed), "YYYYYYYYYYYY", DisplayName = "TD2.1 feed, TD2.2 feed by CPE")]
    [DataRow(nameof(DmpFunction.Search), "YYYYYYYYY---", DisplayName = "TD3.1 metadata search")]
    [DataRow(nameof(DmpFunction.SearchReferences), "YYYYYYYYYsss", DisplayName = "TD3.1 reference only (ObjectRef)")]
    [DataRow(nameof(DmpFunction.Retrieve), "YYYYYY-YY---", DisplayName = "TD3.2 unmasked")]
    [DataRow(nameof(DmpFunction.RetrieveMasked), "accacc-Yc---", DisplayName = "TD3.2 masked")]
    [DataRow(nameof(DmpFunction.Mask), "Y--Y--YY----", DisplayName = "TD3.3a mask")]
    [DataRow(nameof(DmpFunction.Unmask), "o--o--oY----", DisplayName = "TD3.3a unmask")]
    [DataRow(nameof(DmpFunction.MakeVisible), "Y--Y--YY----", DisplayName = "TD3.3b make visible")]
    [DataRow(nameof(DmpFunction.Archive), "o--oYYoYY---", DisplayName = "TD3.3d archive / unarchive")]
    [DataRow(nameof(DmpFunction.Delete), "ooooooooosss", DisplayName = "TD3.3c delete")]
    public void EveryCellIsAsPrinted(string function, string printed)
    {
        var cells = Columns.Select(c => (char)FunctionalMatrix.CellOf(
            Enum.Parse<DmpFunction>(function), c.Kind, c.Purpose));
        Assert.AreEqual(printed, string.Concat(cells));
    }

    [TestMethod]
    public void WhatTheSheetHasNoColumnForIsDenied()
    {
        foreach (var function in Enum.GetValues<DmpFunction>())
        {
            Assert.AreEqual(Cell.No, FunctionalMatrix.CellOf(function, OccupationalPhysician, BreakGlass));
            Assert.AreEqual(Cell.No, FunctionalMatrix.CellOf(function, OccupationalPhysician, RegulationCentre15));
            Assert.AreEqual(Cell.No, FunctionalMatrix.CellOf(function, Staff, BreakGlass));
            Assert.AreEqual(Cell.No, FunctionalMatrix.CellOf(function, Staff, RegulationCentre15));
            Assert.AreEqual(Cell.No, FunctionalMatrix.CellOf(function, Establishment, BreakGlass));
            Assert.AreEqual(Cell.No, FunctionalMatrix.CellOf(function, Patient, BreakGlass));
        }
    }

    /// <summary>DMPs that are not attached to Mon espace santé; who meets the patient, in normal access.</summary>
    [TestMethod]
    [DataRow(nameof(DmpFunction.Create))]
    [DataRow(nameof(DmpFunction.Reactivate))]
    [DataRow(nameof(DmpFunction.ChangeDemographics))]
    [DataRow(nameof(DmpFunction.Close))]
    [DataRow(nameof(DmpFunction.ManageAccount))]
    public void TheHistoricalFunctionsAreThoseOfNormalAccess(string function)
    {
        var cells = Columns.Select(c => (char)FunctionalMatrix.CellOf(
            Enum.Parse<DmpFunction>(function), c.Kind, c.Purpose));
        Assert.AreEqual("Y--Y---Y-Y--", string.Concat(cells));
    }
}
