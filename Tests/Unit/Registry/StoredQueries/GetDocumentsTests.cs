using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

[TestClass]
public sealed class GetDocumentsTests
{
    [TestMethod]
    public void DocumentsAreFoundByEntryUuidOrUniqueId()
    {
        using var scene = QueryScene.WithFolder();

        Assert.AreEqual("doc", Find(scene, scene.Ids(DocumentEntryEntryUuid, "doc")));
        Assert.AreEqual("doc other", Find(scene, scene.Ids(DocumentEntryEntryUuid, "doc", "other", "none", "set")));
        Assert.AreEqual("doc", Find(scene, UniqueIds(scene, "doc", "none", "folder")));
        Assert.AreEqual("", Find(scene, new QuerySlot(DocumentEntryEntryUuid, "('no uuid')")));
    }

    [TestMethod]
    public void StatusAndTypeDoNotMatter()
    {
        using var scene = QueryScene.WithDocument();
        scene.Deprecate("doc");
        scene.MakeOnDemand("doc");

        Assert.AreEqual("doc", Find(scene, UniqueIds(scene, "doc")));
    }

    [TestMethod]
    public void AllEntriesWithAUniqueIdAreFound()
    {
        using var scene = QueryScene.WithDocument();
        scene.Submit("set2", A.DocumentEntry(scene.Id("copy"), scene.UniqueId("doc")));

        Assert.AreEqual("copy doc", Find(scene, UniqueIds(scene, "doc")));
    }

    [TestMethod]
    public void LevelOneShowsTheLatestVersionOnly()
    {
        using var scene = QueryScene.WithDocument();
        scene.Update("doc", "doc2");
        var both = scene.Ids(DocumentEntryEntryUuid, "doc", "doc2");

        Assert.AreEqual("doc2", Find(scene, both));
        Assert.AreEqual("doc doc2", Find(scene, both, QueryScene.LevelTwo));
        Assert.AreEqual("doc doc2", Find(scene, scene.Ids(DocumentEntryLogicalId, "doc"), QueryScene.LevelTwo));
        Assert.AreEqual("", Find(scene, scene.Ids(DocumentEntryLogicalId, "doc2"), QueryScene.LevelTwo));
    }

    [TestMethod]
    public void LevelOneHidesWhatIsOffline()
    {
        using var scene = QueryScene.WithDocument();
        scene.TakeOffline("doc");

        Assert.AreEqual("", Find(scene, UniqueIds(scene, "doc")));
        Assert.AreEqual("doc", Find(scene, UniqueIds(scene, "doc"), QueryScene.LevelTwo));
    }

    [TestMethod]
    public void DocumentsOfTwoPatientsAreRefusedAsLeafClass()
    {
        using var scene = QueryScene.WithDocument();
        scene.Submit("set2", QueryScene.OtherPatient, scene.Entry("doc2", QueryScene.OtherPatient));
        var both = scene.Ids(DocumentEntryEntryUuid, "doc", "doc2");

        Assert.AreEqual(
            "XDSResultNotSinglePatient SQ-single-patient", scene.Refused(StoredQueryDefinitions.GetDocuments, both));
        Assert.AreEqual(
            "doc doc2", scene.Labels(StoredQueryDefinitions.GetDocuments, QueryReturnType.ObjectRef, both));
        scene.Merge(A.PatientId, QueryScene.OtherPatient);
        Assert.AreEqual("doc doc2", Find(scene, both));
    }

    [TestMethod]
    public void ExactlyOneKindOfIdIsTaken()
    {
        using var scene = QueryScene.WithDocument();

        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-alternatives", scene.Refused(StoredQueryDefinitions.GetDocuments));
        Assert.AreEqual(
            "XDSStoredQueryParamNumber SQ-alternatives",
            scene.Refused(
                StoredQueryDefinitions.GetDocuments, scene.Ids(DocumentEntryEntryUuid, "doc"),
                UniqueIds(scene, "doc")));
    }

    private static QuerySlot UniqueIds(QueryScene scene, params string[] labels) =>
        new(DocumentEntryUniqueId, QueryValue.Texts(labels.Select(scene.UniqueId)));

    private static string Find(QueryScene scene, params QuerySlot[] slots) =>
        scene.Found(StoredQueryDefinitions.GetDocuments, slots);
}
