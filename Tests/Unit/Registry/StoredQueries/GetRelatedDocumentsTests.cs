using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

[TestClass]
public sealed class GetRelatedDocumentsTests
{
    private const string Append = XdsUrns.Association.Append;
    private const string Transform = XdsUrns.Association.Transform;

    [TestMethod]
    public void RelationshipsOfTheTypesAskedForComeWithBothEnds()
    {
        using var scene = Related();

        Assert.AreEqual("addendum apnd doc", Find(scene, "doc", Append));
        Assert.AreEqual("addendum apnd doc", Find(scene, "addendum", Append));
        Assert.AreEqual("addendum apnd doc translation xfrm", Find(scene, "doc", Append, Transform));
        Assert.AreEqual("doc translation xfrm", scene.Found(
            StoredQueryDefinitions.GetRelatedDocuments,
            new QuerySlot(DocumentEntryUniqueId, QueryValue.Text(scene.UniqueId("doc"))), Types(Transform)));
    }

    [TestMethod]
    public void WithoutARelationshipNotEvenTheDocumentComesBack()
    {
        using var scene = Related();

        Assert.AreEqual("", Find(scene, "doc", XdsUrns.Association.Replace));
        Assert.AreEqual("", Find(scene, "translation", Append));
        Assert.AreEqual("", Find(scene, "doc", XdsUrns.Association.HasMember));
        Assert.AreEqual("", Find(scene, "doc", "urn:unknown"));
    }

    [TestMethod]
    public void OfTwoEntriesWithOneUniqueIdOnlyTheRelatedOneComesBack()
    {
        using var scene = Related();
        scene.Submit("set3", A.DocumentEntry(scene.Id("copy"), scene.UniqueId("doc")));

        Assert.AreEqual("addendum apnd doc", scene.Found(
            StoredQueryDefinitions.GetRelatedDocuments,
            new QuerySlot(DocumentEntryUniqueId, QueryValue.Text(scene.UniqueId("doc"))), Types(Append)));
    }

    [TestMethod]
    public void TheTypeAskedForIsThatOfTheRelatedDocument()
    {
        using var scene = Related();
        scene.MakeOnDemand("doc");

        Assert.AreEqual("addendum apnd doc", Find(scene, "doc", Append));
        Assert.AreEqual("", Find(scene, "addendum", Append));
        Assert.AreEqual("addendum apnd doc", scene.Found(
            StoredQueryDefinitions.GetRelatedDocuments, Given(scene, "addendum"), Types(Append), Slots.AnyType));
    }

    [TestMethod]
    public void ADeprecatedRelationshipComesAtLevelTwoWhenAskedFor()
    {
        using var scene = Related();
        scene.Deprecate("apnd");

        Assert.AreEqual("", Find(scene, "doc", Append));
        Assert.AreEqual("addendum apnd doc", scene.Found(
            StoredQueryDefinitions.GetRelatedDocuments, Given(scene, "doc"), Types(Append), QueryScene.LevelTwo,
            Slots.AnyStatus(AssociationStatus)));
    }

    [TestMethod]
    public void AnOlderVersionIsNoRelatedDocumentAtLevelOne()
    {
        using var scene = Related();
        scene.Update("addendum", "addendum2");

        Assert.AreEqual("", Find(scene, "doc", Append));
        Assert.AreEqual("addendum apnd doc", scene.Found(
            StoredQueryDefinitions.GetRelatedDocuments, Given(scene, "doc"), Types(Append), QueryScene.LevelTwo));
    }

    [TestMethod]
    public void TheAssociationTypesAreRequired()
    {
        using var scene = new QueryScene();

        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-parameter-missing",
            scene.Refused(StoredQueryDefinitions.GetRelatedDocuments, Given(scene, "doc")));
    }

    private static QueryScene Related()
    {
        var scene = QueryScene.WithDocument();
        scene.Submit(
            "set2", scene.Entry("addendum"), scene.Entry("translation"),
            scene.Link("apnd", Append, "addendum", "doc"), scene.Link("xfrm", Transform, "translation", "doc"));
        return scene;
    }

    private static QuerySlot Types(params string[] types) =>
        new(ParameterNames.AssociationTypes, QueryValue.Texts(types));

    private static QuerySlot Given(QueryScene scene, string label) =>
        new(DocumentEntryEntryUuid, QueryValue.Text(scene.Id(label)));

    private static string Find(QueryScene scene, string document, params string[] types) =>
        scene.Found(StoredQueryDefinitions.GetRelatedDocuments, Given(scene, document), Types(types));
}
