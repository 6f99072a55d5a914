using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

[TestClass]
public sealed class FindFoldersTests
{
    private static readonly QuerySlot Patient = Slots.Patient(FolderPatientId);
    private static readonly QuerySlot Approved = Slots.Approved(FolderStatus);

    [TestMethod]
    public void OneCodeOfEachSlotIsWanted()
    {
        using var scene = new QueryScene();
        scene.Submit(
            "set", scene.Folder("one"),
            scene.Folder("two").With(A.Code(scene.Id("two"), XdsUrns.Folder.CodeList, "SPORT")));
        var pregnancy = Slots.Code(FolderCodeList, "GROSSESSE");

        Assert.AreEqual("one two", Find(scene, pregnancy));
        Assert.AreEqual("two", Find(scene, pregnancy, Slots.Code(FolderCodeList, "SPORT")));
        Assert.AreEqual("", Find(scene, Slots.Code(FolderCodeList, "SPORT", "1.2")));
    }

    [TestMethod]
    public void LastUpdateTimeIsFromInclusiveToExclusive()
    {
        using var scene = new QueryScene();
        scene.Submit("set", scene.Folder("folder"));

        // The registry's clock stands at noon.
        Assert.AreEqual("folder", Find(scene, new QuerySlot(FolderLastUpdateTimeFrom, "20260301120000")));
        Assert.AreEqual("", Find(scene, new QuerySlot(FolderLastUpdateTimeFrom, "20260301120001")));
        Assert.AreEqual("", Find(scene, new QuerySlot(FolderLastUpdateTimeTo, "20260301120000")));
        Assert.AreEqual("folder", Find(scene, new QuerySlot(FolderLastUpdateTimeTo, "20260301120001")));
    }

    [TestMethod]
    public void LevelOneHidesDeprecatedFoldersAndOlderVersions()
    {
        using var scene = QueryScene.WithFolder();
        scene.Submit("set2", scene.Folder("old"));
        scene.Deprecate("old");
        var any = Slots.AnyStatus(FolderStatus);

        Assert.AreEqual("folder", scene.Found(StoredQueryDefinitions.FindFolders, Patient, any));
        Assert.AreEqual(
            "folder old", scene.Found(StoredQueryDefinitions.FindFolders, Patient, any, QueryScene.LevelTwo));
        Assert.AreEqual("folder", Find(scene, QueryScene.LevelTwo));
    }

    [TestMethod]
    public void AFolderOfAnotherPatientIsNotFound()
    {
        using var scene = new QueryScene();
        scene.Submit("set", QueryScene.OtherPatient, scene.Folder("folder", QueryScene.OtherPatient));

        Assert.AreEqual("", Find(scene));
        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-parameter-missing",
            scene.Refused(StoredQueryDefinitions.FindFolders, Approved));
    }

    private static string Find(QueryScene scene, params QuerySlot[] slots) =>
        scene.Found(StoredQueryDefinitions.FindFolders, [Patient, Approved, .. slots]);
}
