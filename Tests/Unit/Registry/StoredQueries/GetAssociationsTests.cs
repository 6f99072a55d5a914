using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Queries;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

[TestClass]
public sealed class GetAssociationsTests
{
    [TestMethod]
    public void AssociationsAtEitherEndAreFoundOnce()
    {
        using var scene = QueryScene.WithFolder();

        Assert.AreEqual("in set>doc", Find(scene, scene.Ids(Uuid, "doc")));
        Assert.AreEqual("in set>folder", Find(scene, scene.Ids(Uuid, "folder")));
        Assert.AreEqual("set>in", Find(scene, scene.Ids(Uuid, "in")));
        Assert.AreEqual("in set>doc set>folder", Find(scene, scene.Ids(Uuid, "doc", "folder", "none")));
        Assert.AreEqual("", Find(scene, scene.Ids(Uuid, "none")));
    }

    [TestMethod]
    public void DeprecatedOnesComeAtLevelTwoWhenAskedFor()
    {
        using var scene = QueryScene.WithFolder();
        scene.Deprecate("in");
        var doc = scene.Ids(Uuid, "doc");
        var deprecated = new QuerySlot(AssociationStatus, QueryValue.Texts(XdsUrns.StatusDeprecated));

        Assert.AreEqual("set>doc", Find(scene, doc));
        Assert.AreEqual("set>doc", Find(scene, doc, QueryScene.LevelTwo));
        Assert.AreEqual("in", Find(scene, doc, QueryScene.LevelTwo, deprecated));
        Assert.AreEqual("", Find(scene, doc, deprecated));
        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-parameter-missing",
            scene.Refused(StoredQueryDefinitions.GetAssociations, doc, new(AssociationStatus, "('unknown')")));
    }

    [TestMethod]
    public void TheIdsAreRequired()
    {
        using var scene = new QueryScene();

        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-parameter-missing", scene.Refused(StoredQueryDefinitions.GetAssociations));
    }

    private static string Find(QueryScene scene, params QuerySlot[] slots) =>
        scene.Found(StoredQueryDefinitions.GetAssociations, slots);
}
