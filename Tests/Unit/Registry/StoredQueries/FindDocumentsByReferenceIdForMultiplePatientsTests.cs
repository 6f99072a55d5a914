using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

/// <summary>ITI-51.</summary>
[TestClass]
public sealed class FindDocumentsByReferenceIdForMultiplePatientsTests
{
    private const string Whole = "2026-17^^^&1.2.3.4&ISO^urn:ihe:iti:xds:2013:accession";
    private static readonly QuerySlot Approved = Slots.Approved(DocumentEntryStatus);

    [TestMethod]
    [DataRow(Whole, true)]
    [DataRow("2026-17^^^%", true)]
    [DataRow("2026-1_^^^%accession", true)]
    [DataRow("2026-17", false)]
    [DataRow("2026-17^^^%ACCESSION", false)]
    public void DocumentsOfAllPatientsAreFound(string value, bool isFound)
    {
        using var scene = OfTwoPatients();

        Assert.AreEqual(isFound ? "doc doc2" : "", Find(scene, Reference(value)));
        Assert.AreEqual(isFound ? "doc doc2" : "", Find(scene, Reference("none", "no%", value)));
    }

    [TestMethod]
    public void APatternThatBeginsWithAWildcardNeedsSomethingElse()
    {
        using var scene = OfTwoPatients();
        var open = Reference("%accession");

        Assert.AreEqual("doc", Find(scene, open, new QuerySlot(
            DocumentEntryPatientId, QueryValue.Texts(A.PatientId))));
        Assert.AreEqual("doc doc2", Find(scene, open, Slots.Code(DocumentEntryClassCode, "10")));
        Assert.AreEqual("doc doc2", Find(scene, open, Slots.Code(DocumentEntryEventCodeList, "ECG")));
        Assert.AreEqual("doc doc2", Find(scene, open, Reference(Whole)));
        Assert.AreEqual("", Find(scene, Reference(Whole), Reference("%order")));
        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-at-least-one",
            scene.Refused(
                MultiPatientQueryDefinitions.FindDocumentsByReferenceIdForMultiplePatients, Approved, open));
    }

    [TestMethod]
    public void AsManyIdsAsMayBeGivenAreAskedFor()
    {
        using var scene = OfTwoPatients();
        var patterns = Enumerable.Range(1, StoredQueryParameters.MaxValues - 1).Select(n => $"{n}%x");

        Assert.AreEqual("doc doc2", Find(scene, Reference([.. patterns, Whole])));
    }

    private static QueryScene OfTwoPatients()
    {
        var scene = QueryScene.WithDocument();
        scene.Submit("set2", QueryScene.OtherPatient, scene.Entry("doc2", QueryScene.OtherPatient));
        return scene;
    }

    private static QuerySlot Reference(params string[] values) =>
        new(DocumentEntryReferenceIdList, QueryValue.Texts(values));

    private static string Find(QueryScene scene, params QuerySlot[] slots) => scene.Found(
        MultiPatientQueryDefinitions.FindDocumentsByReferenceIdForMultiplePatients, [Approved, .. slots]);
}
