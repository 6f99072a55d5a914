using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

/// <summary>ITI-51.</summary>
[TestClass]
public sealed class FindDocumentsForMultiplePatientsTests
{
    private static readonly QuerySlot Approved = Slots.Approved(DocumentEntryStatus);

    [TestMethod]
    [DataRow("$XDSDocumentEntryClassCode", "10")]
    [DataRow("$XDSDocumentEntryHealthcareFacilityTypeCode", "SA01")]
    [DataRow("$XDSDocumentEntryEventCodeList", "ECG")]
    public void EachOfThreeCodesFindsDocumentsOfAllPatients(string parameter, string code)
    {
        using var scene = OfTwoPatients();

        Assert.AreEqual("doc doc2", Find(scene, Slots.Code(parameter, code)));
        Assert.AreEqual("", Find(scene, Slots.Code(parameter, code, "1.2.3")));
        Assert.AreEqual("doc doc2", Find(scene, new QuerySlot(
            parameter, QueryValue.Codes(new(code, QueryScene.Scheme), new("N", QueryScene.Scheme)))));
    }

    [TestMethod]
    public void CodesNarrowOneAnother()
    {
        using var scene = OfTwoPatients();
        scene.Submit("set3", scene.Entry("both").With(A.Code(
            scene.Id("both"), XdsUrns.DocumentEntry.EventCodeList, "N")));
        var ecg = Slots.Code(DocumentEntryEventCodeList, "ECG");
        var other = Slots.Code(DocumentEntryEventCodeList, "N");

        Assert.AreEqual("both", Find(scene, ecg, other));
        Assert.AreEqual("both doc doc2", Find(scene, new QuerySlot(
            DocumentEntryEventCodeList,
            QueryValue.Codes(new("ECG", QueryScene.Scheme), new("N", QueryScene.Scheme)))));
        Assert.AreEqual("both", Find(scene, other, Slots.Code(DocumentEntryClassCode, "10")));
        Assert.AreEqual("", Find(scene, ecg, Slots.Code(DocumentEntryClassCode, "11")));
        Assert.AreEqual("", Find(scene, ecg, new QuerySlot(DocumentEntryCreationTimeFrom, "2027")));
    }

    [TestMethod]
    public void OfSeveralPatientsThoseListedAreMeant()
    {
        using var scene = OfTwoPatients();

        Assert.AreEqual("doc", Find(scene, Patients(A.PatientId)));
        Assert.AreEqual("doc doc2", Find(scene, Patients(A.PatientId, QueryScene.OtherPatient, "unknown")));
        Assert.AreEqual("", Find(scene, Patients("unknown"), Slots.Code(DocumentEntryClassCode, "10")));
        scene.Merge(A.PatientId, QueryScene.OtherPatient);
        Assert.AreEqual("doc doc2", Find(scene, Patients(QueryScene.OtherPatient)));
        Assert.AreEqual("", Find(scene, Patients(A.PatientId)));
    }

    [TestMethod]
    public void StatusTypeAndLevelHoldAsForOnePatient()
    {
        using var scene = OfTwoPatients();
        var byClass = Slots.Code(DocumentEntryClassCode, "10");
        scene.Update("doc", "doc1b");

        Assert.AreEqual("doc1b doc2", Find(scene, byClass));
        Assert.AreEqual(
            "doc doc1b doc2", scene.Found(
                MultiPatientQueryDefinitions.FindDocumentsForMultiplePatients, byClass,
                Slots.AnyStatus(DocumentEntryStatus), QueryScene.LevelTwo));
        scene.MakeOnDemand("doc2");
        Assert.AreEqual("doc1b", Find(scene, byClass));
    }

    [TestMethod]
    public void SomethingHasToBoundTheSearch()
    {
        using var scene = OfTwoPatients();

        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-at-least-one",
            scene.Refused(
                MultiPatientQueryDefinitions.FindDocumentsForMultiplePatients, Approved,
                Slots.Code(DocumentEntryTypeCode, "11488-4")));
        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-parameter-missing",
            scene.Refused(
                MultiPatientQueryDefinitions.FindDocumentsForMultiplePatients, Patients(A.PatientId)));
    }

    private static QueryScene OfTwoPatients()
    {
        var scene = QueryScene.WithDocument();
        scene.Submit("set2", QueryScene.OtherPatient, scene.Entry("doc2", QueryScene.OtherPatient));
        return scene;
    }

    private static QuerySlot Patients(params string[] patients) =>
        new(DocumentEntryPatientId, QueryValue.Texts(patients));

    private static string Find(QueryScene scene, params QuerySlot[] slots) =>
        scene.Found(MultiPatientQueryDefinitions.FindDocumentsForMultiplePatients, [Approved, .. slots]);
}
