using XdsDmp.Metadata.Queries;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

[TestClass]
public sealed class GetFoldersTests
{
    [TestMethod]
    public void FoldersAreFoundByEntryUuidOrUniqueId()
    {
        using var scene = QueryScene.WithFolder();

        Assert.AreEqual("folder", Find(scene, scene.Ids(FolderEntryUuid, "folder", "doc", "none")));
        Assert.AreEqual("folder", Find(scene, new QuerySlot(
            FolderUniqueId, QueryValue.Texts(scene.UniqueId("folder"), scene.UniqueId("doc")))));
    }

    [TestMethod]
    public void LevelOneHidesADeprecatedFolder()
    {
        using var scene = QueryScene.WithFolder();
        scene.Deprecate("folder");

        Assert.AreEqual("", Find(scene, scene.Ids(FolderEntryUuid, "folder")));
        Assert.AreEqual("folder", Find(scene, scene.Ids(FolderEntryUuid, "folder"), QueryScene.LevelTwo));
        Assert.AreEqual("folder", Find(scene, scene.Ids(FolderLogicalId, "folder"), QueryScene.LevelTwo));
        Assert.AreEqual(
            "XDSRegistryError SQ-logical-id",
            scene.Refused(StoredQueryDefinitions.GetFolders, scene.Ids(FolderLogicalId, "folder")));
    }

    [TestMethod]
    public void FoldersOfTwoPatientsAreRefusedAsLeafClass()
    {
        using var scene = new QueryScene();
        scene.Submit("set", scene.Folder("a"));
        scene.Submit("set2", QueryScene.OtherPatient, scene.Folder("b", QueryScene.OtherPatient));

        Assert.AreEqual(
            "XDSResultNotSinglePatient SQ-single-patient",
            scene.Refused(StoredQueryDefinitions.GetFolders, scene.Ids(FolderEntryUuid, "a", "b")));
        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-alternatives", scene.Refused(StoredQueryDefinitions.GetFolders));
    }

    private static string Find(QueryScene scene, params QuerySlot[] slots) =>
        scene.Found(StoredQueryDefinitions.GetFolders, slots);
}
