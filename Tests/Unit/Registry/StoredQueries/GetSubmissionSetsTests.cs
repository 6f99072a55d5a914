using XdsDmp.Metadata.Queries;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

[TestClass]
public sealed class GetSubmissionSetsTests
{
    [TestMethod]
    public void SetsComeWithTheMembershipsThatLedToThem()
    {
        using var scene = QueryScene.WithFolder();
        scene.Submit("set2", scene.Entry("doc2"));

        Assert.AreEqual("set set>doc", Find(scene, scene.Ids(Uuid, "doc")));
        Assert.AreEqual("set set2 set2>doc2 set>doc set>folder", Find(scene, scene.Ids(Uuid, "doc", "folder", "doc2")));
        Assert.AreEqual("", Find(scene, scene.Ids(Uuid, "none")));
    }

    [TestMethod]
    public void LevelOneHidesDeprecatedMemberships()
    {
        using var scene = QueryScene.WithDocument();
        scene.Deprecate("set>doc");

        Assert.AreEqual("", Find(scene, scene.Ids(Uuid, "doc")));
        Assert.AreEqual("set set>doc", Find(scene, scene.Ids(Uuid, "doc"), QueryScene.LevelTwo));
    }

    [TestMethod]
    public void SetsOfTwoPatientsAreRefusedAsLeafClass()
    {
        using var scene = QueryScene.WithDocument();
        scene.Submit("set2", QueryScene.OtherPatient, scene.Entry("doc2", QueryScene.OtherPatient));
        var both = scene.Ids(Uuid, "doc", "doc2");

        Assert.AreEqual(
            "XDSResultNotSinglePatient SQ-single-patient",
            scene.Refused(StoredQueryDefinitions.GetSubmissionSets, both));
        Assert.AreEqual(
            "set set2 set2>doc2 set>doc",
            scene.Labels(StoredQueryDefinitions.GetSubmissionSets, QueryReturnType.ObjectRef, both));
        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-parameter-missing",
            scene.Refused(StoredQueryDefinitions.GetSubmissionSets));
    }

    private static string Find(QueryScene scene, params QuerySlot[] slots) =>
        scene.Found(StoredQueryDefinitions.GetSubmissionSets, slots);
}
