using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

[TestClass]
public sealed class GetSubmissionSetAndContentsTests
{
    [TestMethod]
    public void ASetComesWithAllThatIsLinkedWithinIt()
    {
        using var scene = QueryScene.WithFolder();
        const string All = "doc folder in other set set>doc set>folder set>in set>other";

        Assert.AreEqual(All, Find(scene));
        Assert.AreEqual(All, scene.Found(
            StoredQueryDefinitions.GetSubmissionSetAndContents,
            new QuerySlot(SubmissionSetUniqueId, QueryValue.Text(scene.UniqueId("set")))));
        Assert.AreEqual("", scene.Found(
            StoredQueryDefinitions.GetSubmissionSetAndContents,
            new QuerySlot(SubmissionSetEntryUuid, QueryValue.Text(scene.Id("doc")))));
    }

    [TestMethod]
    [DataRow("$XDSDocumentEntryFormatCode", "x")]
    [DataRow("$XDSDocumentEntryConfidentialityCode", "R")]
    public void AnAssociationComesWithBothItsEndsOnly(string parameter, string code)
    {
        using var scene = QueryScene.WithFolder();

        Assert.AreEqual("folder set set>folder", Find(scene, Slots.Code(parameter, code)));
    }

    [TestMethod]
    public void OnDemandEntriesComeWhenAskedFor()
    {
        using var scene = QueryScene.WithFolder();
        scene.MakeOnDemand("doc");

        Assert.AreEqual("folder other set set>folder set>other", Find(scene));
        Assert.AreEqual(
            "doc folder in other set set>doc set>folder set>in set>other", Find(scene, Slots.AnyType));
    }

    [TestMethod]
    public void ARelationshipToADocumentOfAnotherSetIsLeftOut()
    {
        using var scene = QueryScene.WithDocument();
        scene.Submit(
            "set2", scene.Entry("addendum"), scene.Entry("more"),
            scene.Link("apnd", XdsUrns.Association.Append, "addendum", "doc"));

        Assert.AreEqual("addendum more set2 set2>addendum set2>more", Find(scene, "set2"));
    }

    [TestMethod]
    public void LevelOneHidesWhatIsNotCurrent()
    {
        using var scene = QueryScene.WithFolder();
        scene.Update("doc", "doc2");
        scene.Deprecate("folder");
        scene.Deprecate("set>other");

        Assert.AreEqual("set", Find(scene));
        Assert.AreEqual(
            "doc folder in other set set>doc set>folder set>in set>other", Find(scene, QueryScene.LevelTwo));
    }

    [TestMethod]
    public void ALimitMetOnTheWayIsNeverAnIncompleteAnswer()
    {
        using var scene = new QueryScene(
            new RegistryOptions { UnknownPatients = UnknownPatients.Accept, MaxResults = 3 });
        scene.Submit("set", [.. "abcd".Select(c => scene.Entry(c.ToString()))]);

        // The answer would be the set alone; its four memberships are more than may be read.
        Assert.AreEqual(
            "XDSTooManyResults SQ-too-many",
            scene.Refused(
                StoredQueryDefinitions.GetSubmissionSetAndContents,
                new QuerySlot(SubmissionSetEntryUuid, QueryValue.Text(scene.Id("set"))),
                Slots.Code(DocumentEntryFormatCode, "none")));
    }

    [TestMethod]
    public void OneSetIsTaken()
    {
        using var scene = new QueryScene();

        Assert.AreEqual(
            "XDSStoredQueryParamNumber SQ-parameter-number",
            scene.Refused(
                StoredQueryDefinitions.GetSubmissionSetAndContents, scene.Ids(SubmissionSetEntryUuid, "a", "b")));
        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-alternatives",
            scene.Refused(StoredQueryDefinitions.GetSubmissionSetAndContents));
    }

    private static string Find(QueryScene scene, params QuerySlot[] slots) => Find(scene, "set", slots);

    private static string Find(QueryScene scene, string set, params QuerySlot[] slots) => scene.Found(
        StoredQueryDefinitions.GetSubmissionSetAndContents,
        [new(SubmissionSetEntryUuid, QueryValue.Text(scene.Id(set))), .. slots]);
}
