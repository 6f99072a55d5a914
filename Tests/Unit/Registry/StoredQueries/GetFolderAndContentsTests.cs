using XdsDmp.Metadata.Queries;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

[TestClass]
public sealed class GetFolderAndContentsTests
{
    [TestMethod]
    public void AFolderComesWithItsDocumentsAndTheirMemberships()
    {
        using var scene = QueryScene.WithFolder();

        Assert.AreEqual("doc folder in", Find(scene));
        Assert.AreEqual("doc folder in", scene.Found(
            StoredQueryDefinitions.GetFolderAndContents,
            new QuerySlot(FolderUniqueId, QueryValue.Text(scene.UniqueId("folder")))));
    }

    [TestMethod]
    public void TheFiltersNarrowItsDocuments()
    {
        using var scene = QueryScene.WithFolder();

        Assert.AreEqual("folder", Find(scene, Slots.Code(DocumentEntryFormatCode, "x")));
        Assert.AreEqual("doc folder in", Find(scene, Slots.Code(DocumentEntryConfidentialityCode, "N")));
        Assert.AreEqual(
            "folder",
            Find(
                scene, Slots.Code(DocumentEntryConfidentialityCode, "N"),
                Slots.Code(DocumentEntryConfidentialityCode, "R")));
        scene.MakeOnDemand("doc");
        Assert.AreEqual("folder", Find(scene));
        Assert.AreEqual("doc folder in", Find(scene, Slots.AnyType));
    }

    [TestMethod]
    public void WithdrawnMembershipsAndFoldersComeAtLevelTwo()
    {
        using var scene = QueryScene.WithFolder();
        scene.Deprecate("in");

        Assert.AreEqual("folder", Find(scene));
        Assert.AreEqual("folder", Find(scene, QueryScene.LevelTwo));
        scene.Deprecate("folder");
        Assert.AreEqual("", Find(scene));
        Assert.AreEqual(
            "doc folder in", Find(scene, QueryScene.LevelTwo, Slots.AnyStatus(AssociationStatus)));
    }

    [TestMethod]
    public void OneFolderIsTaken()
    {
        using var scene = new QueryScene();

        Assert.AreEqual(
            "XDSStoredQueryParamNumber SQ-parameter-number",
            scene.Refused(StoredQueryDefinitions.GetFolderAndContents, scene.Ids(FolderEntryUuid, "a", "b")));
    }

    private static string Find(QueryScene scene, params QuerySlot[] slots) => scene.Found(
        StoredQueryDefinitions.GetFolderAndContents,
        [new(FolderEntryUuid, QueryValue.Text(scene.Id("folder"))), .. slots]);
}
