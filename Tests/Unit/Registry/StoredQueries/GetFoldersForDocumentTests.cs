using XdsDmp.Metadata.Queries;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

[TestClass]
public sealed class GetFoldersForDocumentTests
{
    [TestMethod]
    public void OnlyTheFoldersOfTheDocumentAreReturned()
    {
        using var scene = QueryScene.WithFolder();

        Assert.AreEqual("folder", Find(scene, "doc"));
        Assert.AreEqual("", Find(scene, "other"));
        Assert.AreEqual("", Find(scene, "none"));
        Assert.AreEqual("folder", scene.Found(
            StoredQueryDefinitions.GetFoldersForDocument,
            new QuerySlot(DocumentEntryUniqueId, QueryValue.Text(scene.UniqueId("doc")))));
    }

    [TestMethod]
    public void AMembershipThatWasWithdrawnCountsWhenAskedFor()
    {
        using var scene = QueryScene.WithFolder();
        scene.Deprecate("in");

        Assert.AreEqual("", Find(scene, "doc"));
        Assert.AreEqual(
            "folder", Find(scene, "doc", QueryScene.LevelTwo, Slots.AnyStatus(AssociationStatus)));
    }

    [TestMethod]
    public void LevelOneHidesADeprecatedFolder()
    {
        using var scene = QueryScene.WithFolder();
        scene.Deprecate("folder");

        Assert.AreEqual("", Find(scene, "doc"));
        Assert.AreEqual("folder", Find(scene, "doc", QueryScene.LevelTwo));
    }

    [TestMethod]
    public void OneDocumentIsTaken()
    {
        using var scene = new QueryScene();

        Assert.AreEqual(
            "XDSStoredQueryParamNumber SQ-parameter-number",
            scene.Refused(StoredQueryDefinitions.GetFoldersForDocument, scene.Ids(DocumentEntryEntryUuid, "a", "b")));
        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-alternatives",
            scene.Refused(StoredQueryDefinitions.GetFoldersForDocument));
    }

    private static string Find(QueryScene scene, string document, params QuerySlot[] slots) => scene.Found(
        StoredQueryDefinitions.GetFoldersForDocument,
        [new(DocumentEntryEntryUuid, QueryValue.Text(scene.Id(document))), .. slots]);
}
