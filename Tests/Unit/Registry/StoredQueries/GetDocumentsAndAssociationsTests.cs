using XdsDmp.Metadata.Queries;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

[TestClass]
public sealed class GetDocumentsAndAssociationsTests
{
    [TestMethod]
    public void DocumentsComeWithAllTheirAssociations()
    {
        using var scene = QueryScene.WithFolder();

        Assert.AreEqual("doc in set>doc", Find(scene, scene.Ids(DocumentEntryEntryUuid, "doc")));
        Assert.AreEqual("doc in other set>doc set>other", Find(scene, new QuerySlot(
            DocumentEntryUniqueId, QueryValue.Texts(scene.UniqueId("doc"), scene.UniqueId("other")))));
        Assert.AreEqual("", Find(scene, scene.Ids(DocumentEntryEntryUuid, "folder")));
    }

    [TestMethod]
    public void AnOlderVersionAndDeprecatedAssociationsComeAtLevelTwo()
    {
        using var scene = QueryScene.WithFolder();
        scene.Update("doc", "doc2");
        scene.Deprecate("in");
        var both = scene.Ids(DocumentEntryEntryUuid, "doc", "doc2");

        Assert.AreEqual("doc2 doc2-set>doc2", Find(scene, both));
        Assert.AreEqual("doc doc2 doc2-set>doc2 set>doc", Find(scene, both, QueryScene.LevelTwo));
        Assert.AreEqual(
            "doc doc2 doc2-set>doc2 in set>doc",
            Find(scene, both, QueryScene.LevelTwo, Slots.AnyStatus(AssociationStatus)));
    }

    [TestMethod]
    public void DocumentsOfTwoPatientsAreRefusedAsLeafClass()
    {
        using var scene = QueryScene.WithDocument();
        scene.Submit("set2", QueryScene.OtherPatient, scene.Entry("doc2", QueryScene.OtherPatient));

        Assert.AreEqual(
            "XDSResultNotSinglePatient SQ-single-patient",
            scene.Refused(
                StoredQueryDefinitions.GetDocumentsAndAssociations,
                scene.Ids(DocumentEntryEntryUuid, "doc", "doc2")));
        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-alternatives",
            scene.Refused(StoredQueryDefinitions.GetDocumentsAndAssociations));
    }

    private static string Find(QueryScene scene, params QuerySlot[] slots) =>
        scene.Found(StoredQueryDefinitions.GetDocumentsAndAssociations, slots);
}
