using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

[TestClass]
public sealed class FindDocumentsByReferenceIdTests
{
    private static readonly QuerySlot Patient = Slots.Patient(DocumentEntryPatientId);
    private static readonly QuerySlot Approved = Slots.Approved(DocumentEntryStatus);

    [TestMethod]
    [DataRow("2026-17^^^&1.2.3.4&ISO^urn:ihe:iti:xds:2013:accession", true)]
    [DataRow("2026-17^^^&1.2.3.4&ISO%", true)]
    [DataRow("2026-__^^^%", true)]
    [DataRow("%accession", true)]
    [DataRow("2026-17", false)]
    [DataRow("%ACCESSION", false)]
    [DataRow("2026-1^%", false)]
    public void AReferenceIdMatchesWholeOrByPattern(string value, bool isFound)
    {
        using var scene = QueryScene.WithDocument();

        Assert.AreEqual(isFound ? "doc" : "", Find(scene, Reference(value)));
    }

    [TestMethod]
    public void OneIdOfEachSlotIsWanted()
    {
        using var scene = new QueryScene();
        scene.Submit(
            "set", scene.Entry("both").With(SlotNames.ReferenceIdList, Cx("a"), Cx("b")),
            scene.Entry("one").With(SlotNames.ReferenceIdList, Cx("a")));

        Assert.AreEqual("both one", Find(scene, Reference(Cx("a"), Cx("c"))));
        Assert.AreEqual("both", Find(scene, Reference(Cx("a")), Reference(Cx("b"), Cx("c"))));
        Assert.AreEqual("", Find(scene, Reference(Cx("a")), Reference(Cx("c"))));

        static string Cx(string id) => $"{id}^^^&1.2.3&ISO^urn:ihe:iti:xds:2013:order";
    }

    [TestMethod]
    public void TheParametersOfFindDocumentsNarrow()
    {
        using var scene = QueryScene.WithDocument();

        Assert.AreEqual("doc", Find(scene, Reference("2026-17%"), Slots.Code(DocumentEntryClassCode, "10")));
        Assert.AreEqual("", Find(scene, Reference("2026-17%"), Slots.Code(DocumentEntryClassCode, "11")));
        Assert.AreEqual("", Find(scene, Reference("2026-17%"), new QuerySlot(DocumentEntryCreationTimeFrom, "2027")));
    }

    [TestMethod]
    public void TheReferenceIdIsRequired()
    {
        using var scene = new QueryScene();

        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-parameter-missing",
            scene.Refused(StoredQueryDefinitions.FindDocumentsByReferenceId, Patient, Approved));
    }

    private static QuerySlot Reference(params string[] values) =>
        new(DocumentEntryReferenceIdList, QueryValue.Texts(values));

    private static string Find(QueryScene scene, params QuerySlot[] slots) =>
        scene.Found(StoredQueryDefinitions.FindDocumentsByReferenceId, [Patient, Approved, .. slots]);
}
