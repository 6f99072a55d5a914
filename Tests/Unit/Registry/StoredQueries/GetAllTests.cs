using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

[TestClass]
public sealed class GetAllTests
{
    private static readonly QuerySlot Patient = Slots.Patient(ParameterNames.PatientId);

    private static readonly QuerySlot[] Statuses =
    [
        Slots.Approved(DocumentEntryStatus), Slots.Approved(SubmissionSetStatus), Slots.Approved(FolderStatus),
    ];

    [TestMethod]
    public void EverythingOfThePatientIsReturnedWithItsAssociations()
    {
        using var scene = QueryScene.WithFolder();
        scene.Submit("set2", QueryScene.OtherPatient, scene.Entry("doc2", QueryScene.OtherPatient));

        Assert.AreEqual("doc folder in other set set>doc set>folder set>in set>other", Find(scene));
    }

    [TestMethod]
    [DataRow("$XDSDocumentEntryFormatCode", "x")]
    [DataRow("$XDSDocumentEntryConfidentialityCode", "R")]
    public void TheFiltersNarrowDocumentsOnlyAndAssociationsMayDangle(string parameter, string code)
    {
        using var scene = QueryScene.WithFolder();

        Assert.AreEqual(
            "folder in set set>doc set>folder set>in set>other", Find(scene, Slots.Code(parameter, code)));
    }

    [TestMethod]
    public void EachKindHasItsOwnStatus()
    {
        using var scene = QueryScene.WithFolder();
        scene.Deprecate("doc");

        Assert.AreEqual("folder in other set set>doc set>folder set>in set>other", Find(scene));
        Assert.AreEqual("doc in set>doc", scene.Found(
            StoredQueryDefinitions.GetAll, Patient,
            new(DocumentEntryStatus, QueryValue.Texts(XdsUrns.StatusDeprecated)),
            new(SubmissionSetStatus, QueryValue.Texts(XdsUrns.StatusDeprecated)),
            new(FolderStatus, QueryValue.Texts(XdsUrns.StatusDeprecated))));
    }

    [TestMethod]
    public void OnDemandEntriesComeWhenAskedFor()
    {
        using var scene = QueryScene.WithDocument();
        scene.MakeOnDemand("doc");

        Assert.AreEqual("set set>doc", Find(scene));
        Assert.AreEqual("doc set set>doc", Find(scene, Slots.AnyType));
    }

    [TestMethod]
    public void DeprecatedAssociationsComeAtLevelTwoWhenAskedFor()
    {
        using var scene = QueryScene.WithDocument();
        scene.Deprecate("set>doc");
        var any = Slots.AnyStatus(AssociationStatus);

        Assert.AreEqual("doc set", Find(scene));
        Assert.AreEqual("doc set", Find(scene, any));
        Assert.AreEqual("doc set", Find(scene, QueryScene.LevelTwo));
        Assert.AreEqual("doc set set>doc", Find(scene, any, QueryScene.LevelTwo));
    }

    [TestMethod]
    public void AnObjectRefAnswerMayBeLargerThanOneStatementTakes()
    {
        using var scene = new QueryScene(
            new RegistryOptions { UnknownPatients = UnknownPatients.Accept, MaxResults = 200 });
        scene.Submit("set", [.. Enumerable.Range(0, 600).Select(n => scene.Entry($"doc{n:000}"))]);

        var found = scene.Labels(StoredQueryDefinitions.GetAll, QueryReturnType.ObjectRef, [Patient, .. Statuses]);

        Assert.HasCount(1 + 600 + 600, found.Split(' '));
        Assert.AreEqual(
            "XDSTooManyResults SQ-too-many", scene.Refused(StoredQueryDefinitions.GetAll, [Patient, .. Statuses]));
    }

    [TestMethod]
    public void EachMissingParameterIsNamed()
    {
        using var scene = new QueryScene();

        Assert.HasCount(2 * 4, scene.Refused(StoredQueryDefinitions.GetAll).Split(' '));
    }

    private static string Find(QueryScene scene, params QuerySlot[] slots) =>
        scene.Found(StoredQueryDefinitions.GetAll, [Patient, .. Statuses, .. slots]);
}
