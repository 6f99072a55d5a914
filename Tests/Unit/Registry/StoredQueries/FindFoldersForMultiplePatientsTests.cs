using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

/// <summary>ITI-51.</summary>
[TestClass]
public sealed class FindFoldersForMultiplePatientsTests
{
    private static readonly QuerySlot Approved = Slots.Approved(FolderStatus);
    private static readonly QuerySlot Pregnancy = Slots.Code(FolderCodeList, "GROSSESSE");

    [TestMethod]
    public void FoldersAreFoundByCodeOrByPatients()
    {
        using var scene = new QueryScene();
        scene.Submit("set", scene.Folder("a"));
        scene.Submit("set2", QueryScene.OtherPatient, scene.Folder("b", QueryScene.OtherPatient));

        Assert.AreEqual("a b", Find(scene, Pregnancy));
        Assert.AreEqual("", Find(scene, Slots.Code(FolderCodeList, "SPORT")));
        Assert.AreEqual("", Find(scene, Pregnancy, Slots.Code(FolderCodeList, "SPORT")));
        Assert.AreEqual("b", Find(scene, Pregnancy, new QuerySlot(
            FolderPatientId, QueryValue.Texts(QueryScene.OtherPatient))));
        Assert.AreEqual("a b", Find(scene, new QuerySlot(
            FolderPatientId, QueryValue.Texts(A.PatientId, QueryScene.OtherPatient))));
        Assert.AreEqual("", Find(scene, Pregnancy, new QuerySlot(FolderLastUpdateTimeFrom, "2030")));
    }

    [TestMethod]
    public void SomethingHasToBoundTheSearch()
    {
        using var scene = new QueryScene();

        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-at-least-one",
            scene.Refused(MultiPatientQueryDefinitions.FindFoldersForMultiplePatients, Approved));
    }

    private static string Find(QueryScene scene, params QuerySlot[] slots) =>
        scene.Found(MultiPatientQueryDefinitions.FindFoldersForMultiplePatients, [Approved, .. slots]);
}
