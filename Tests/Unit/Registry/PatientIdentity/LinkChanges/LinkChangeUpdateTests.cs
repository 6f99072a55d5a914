using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry;
using XdsDmp.Registry.PatientIdentity.LinkChanges;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.PatientIdentity.LinkChanges;

/// <summary>ITI-64 carried out: what becomes of entries, folders and associations.</summary>
[TestClass]
public sealed class LinkChangeUpdateTests : IDisposable
{
    private const string Local = "L1^^^&1.2.9&ISO";
    private const string OtherLocal = "L2^^^&1.2.9&ISO";
    private static readonly string Old = Adt.Id("OLD");
    private static readonly string New = Adt.Id("NEW");
    private readonly TestAdtFeed _feed = new TestAdtFeed().With("OLD", "NEW");

    public void Dispose() => _feed.Dispose();

    [TestMethod]
    public void TheEntryMovesToTheNewPatientAsANewVersion()
    {
        Register(Entry("D", Local));

        Assert.AreEqual("AA", _feed.Send(Adt.A43($"{New}~{Local}", Old)).Code);

        var moved = Entries(New).Single();
        Assert.AreEqual("2", moved.VersionInfo!.VersionName);
        Assert.AreEqual(XdsUrns.StatusApproved, moved.Status);
        Assert.AreEqual(Local, moved.SlotValue(SlotNames.SourcePatientId));
        var former = Entries(Old).Single();
        Assert.AreEqual(XdsUrns.StatusDeprecated, former.Status);
        Assert.AreEqual(former.Id, moved.Lid);
        Assert.AreNotEqual(former.Id, moved.Id);
        Assert.IsTrue(moved.Classifications.All(c => c.ClassifiedObject == moved.Id));
        CollectionAssert.AreNotEquivalent(
            former.Classifications.Select(c => c.Id).ToArray(), moved.Classifications.Select(c => c.Id).ToArray());
    }

    [TestMethod]
    public void TheRegistrySubmitsItItself()
    {
        Register(Entry("D", Local));
        _feed.Send(Adt.A43($"{New}~{Local}", Old));

        var set = _feed.Registry.Find(
            StoredQueryDefinitions.FindSubmissionSets,
            new QuerySlot(ParameterNames.SubmissionSetPatientId, QueryValue.Text(New)),
            new QuerySlot(ParameterNames.SubmissionSetStatus, QueryValue.Texts(XdsUrns.StatusApproved)))
            .Cast<RegistryPackage>().Single();

        Assert.AreEqual("1.2.3.4.5", set.ExternalIdentifierValue(XdsUrns.SubmissionSet.SourceId));
        Assert.AreEqual("20260301120000", set.SlotValue(SlotNames.SubmissionTime));
        Assert.AreEqual("A43", set.Classification(XdsUrns.SubmissionSet.ContentTypeCode)!.NodeRepresentation);
        Assert.IsNull(set.Classification(XdsUrns.SubmissionSet.Author));
    }

    [TestMethod]
    public void EntriesOfOtherLocalIdentifiersStay()
    {
        Register(Entry("D1", Local), Entry("D2", OtherLocal));

        Assert.AreEqual("AA", _feed.Send(Adt.A43($"{New}~{Local}", Old)).Code);

        Assert.AreEqual("D1", Titles(New));
        Assert.AreEqual("D2", Titles(Old));
    }

    [TestMethod]
    public void ASubsumedLocalIdentifierIsReplaced()
    {
        Register(Entry("D1", Local), Entry("D2", OtherLocal));

        Assert.AreEqual("AA", _feed.Send(Adt.A43($"{Old}~{Local}", $"{Old}~{OtherLocal}")).Code);

        var approved = Entries(Old).Where(e => e.Status == XdsUrns.StatusApproved).ToList();
        Assert.HasCount(2, approved);
        Assert.IsTrue(approved.All(e => e.SlotValue(SlotNames.SourcePatientId) == Local));
        Assert.HasCount(3, Entries(Old));
    }

    [TestMethod]
    public void APatientAndALocalIdentifierMayChangeTogether()
    {
        Register(Entry("D", Local));

        Assert.AreEqual("AA", _feed.Send(Adt.A43($"{New}~{OtherLocal}", $"{Old}~{Local}")).Code);

        Assert.AreEqual(OtherLocal, Entries(New).Single().SlotValue(SlotNames.SourcePatientId));
    }

    [TestMethod]
    public void AFolderOfOneLocalIdentifierMovesWithItsDocuments()
    {
        RegisterInFolder(Entry("D", Local));

        Assert.AreEqual("AA", _feed.Send(Adt.A43($"{New}~{Local}", Old)).Code);

        var folder = Folders(New).Single();
        Assert.AreEqual("2", folder.VersionInfo!.VersionName);
        Assert.AreEqual("D", ContentsOf(folder));
    }

    [TestMethod]
    public void AFolderWithDocumentsOfOthersStays()
    {
        RegisterInFolder(Entry("D1", Local), Entry("D2", OtherLocal));

        Assert.AreEqual("AA", _feed.Send(Adt.A43($"{New}~{Local}", Old)).Code);

        Assert.IsEmpty(Folders(New));
        Assert.AreEqual(XdsUrns.StatusApproved, Folders(Old).Single().Status);
        Assert.AreEqual("D1", Titles(New));
    }

    [TestMethod]
    public void AMergeOfLocalIdentifiersKeepsTheFolder()
    {
        RegisterInFolder(Entry("D1", Local), Entry("D2", OtherLocal));

        Assert.AreEqual("AA", _feed.Send(Adt.A43($"{Old}~{Local}", $"{Old}~{OtherLocal}")).Code);

        var folder = Folders(Old).Single();
        Assert.AreEqual(XdsUrns.StatusApproved, folder.Status);
        Assert.AreEqual("D1 D2", ContentsOf(folder));
    }

    [TestMethod]
    public void ARelationshipGoesOnWhenBothEndsMove()
    {
        Register(Entry("D1", Local));
        var first = Entries(Old).Single().Id!;
        Register("2", [Entry("D2", Local), A.Association(XdsUrns.Association.Append, "D2", first)]);

        Assert.AreEqual("AA", _feed.Send(Adt.A43($"{New}~{Local}", Old)).Code);

        var moved = Entries(New).ToDictionary(e => e.Name!.Text!, e => e.Id);
        var appends = AssociationsOf(moved["D2"]!).Where(a => a.AssociationType == XdsUrns.Association.Append);
        Assert.AreEqual(moved["D1"], appends.Single().TargetObject);
    }

    [TestMethod]
    public void AReplacementMovesAndItsDeprecatedPredecessorDoesNot()
    {
        Register(Entry("D1", Local));
        var first = Entries(Old).Single().Id!;
        Register("2", [Entry("D2", Local), A.Association(XdsUrns.Association.Replace, "D2", first)]);

        Assert.AreEqual("AA", _feed.Send(Adt.A43($"{New}~{Local}", Old)).Code);

        Assert.AreEqual("D2", Titles(New));
        Assert.HasCount(2, Entries(Old));
        Assert.IsTrue(Entries(Old).All(e => e.Status == XdsUrns.StatusDeprecated));
    }

    [TestMethod]
    public void EntriesOfThoseWhoWereMergedIntoThePreviousPatientMoveToo()
    {
        _feed.With("MERGED");
        Register(Entry("D", Local, Adt.Id("MERGED")), patient: Adt.Id("MERGED"));
        _feed.Send(Adt.A40(Old, Adt.Id("MERGED")));

        Assert.AreEqual("AA", _feed.Send(Adt.A43($"{New}~{Local}", Old)).Code);

        Assert.AreEqual("D", Titles(New));
    }

    [TestMethod]
    public void WhereNothingIsRegisteredNothingIsSubmitted()
    {
        Assert.AreEqual("AA", _feed.Send(Adt.A43($"{New}~{Local}", Old)).Code);

        Assert.IsEmpty(_feed.Registry.Find(
            StoredQueryDefinitions.FindSubmissionSets,
            new QuerySlot(ParameterNames.SubmissionSetPatientId, QueryValue.Text(New)),
            new QuerySlot(ParameterNames.SubmissionSetStatus, QueryValue.Texts(XdsUrns.StatusApproved))));
    }

    [TestMethod]
    public void ASenderWithoutAnOidIsToldByTheAuthorityOfItsIdentifiers()
    {
        Register(Entry("D", Local));
        _feed.Send(Adt.A43($"{New}~{Local}", Old, sender: "HIS"));

        var sets = _feed.Registry.Find(
            StoredQueryDefinitions.FindSubmissionSets,
            new QuerySlot(ParameterNames.SubmissionSetPatientId, QueryValue.Text(New)),
            new QuerySlot(ParameterNames.SubmissionSetStatus, QueryValue.Texts(XdsUrns.StatusApproved)));
        Assert.AreEqual("1.2.9", sets.Single().ExternalIdentifierValue(XdsUrns.SubmissionSet.SourceId));
    }

    [TestMethod]
    [DataRow("A43")]
    [DataRow("A43^^1.2")]
    [DataRow("A43^Move^1.2^x")]
    public void AContentTypeThatIsNoCodeStopsTheService(string setting)
    {
        var wrong = Assert.ThrowsExactly<ConfigurationException>(
            () => ContentTypeSetting.Of(new RegistryOptions { LinkChangeContentType = setting }));

        StringAssert.Contains(wrong.Message, "Registry:LinkChangeContentType");
    }

    private static ExtrinsicObject Entry(string id, string local, string? patient = null) =>
        (A.DocumentEntry(id, $"1.2.3.{id[1..]}1", patient ?? Old) with { Name = InternationalString.Of(id) })
        .With(SlotNames.SourcePatientId, local);

    private void Register(params ExtrinsicObject[] entries) => Register("1", [.. entries]);

    private void Register(ExtrinsicObject entry, string patient) => Register("1", [entry], patient);

    private void Register(string set, IReadOnlyList<Identifiable> objects, string? patient = null) => AssertSuccess(
    [
        A.SubmissionSet(uniqueId: $"1.2.4.{set}", patientId: patient ?? Old), .. objects,
        .. objects.OfType<ExtrinsicObject>().Select(e => A.Membership(e.Id!)),
    ]);

    private void RegisterInFolder(params ExtrinsicObject[] entries) => AssertSuccess(
    [
        A.SubmissionSet(patientId: Old), A.Folder(patientId: Old), .. entries,
        A.Association(XdsUrns.Association.HasMember, A.Set, A.FolderId),
        .. entries.Select(e => A.Membership(e.Id!)),
        .. entries.Select(e => A.Association(XdsUrns.Association.HasMember, A.FolderId, e.Id!, $"In-{e.Id}")),
        .. entries.Select(e => A.Association(XdsUrns.Association.HasMember, A.Set, $"In-{e.Id}")),
    ]);

    private void AssertSuccess(Identifiable[] objects)
    {
        var response = _feed.Registry.Register(A.Submission(objects));
        Assert.AreEqual(
            ResponseStatus.Success, response.Status, string.Join('\n', response.Errors.Select(e => e.Context)));
    }

    private List<ExtrinsicObject> Entries(string patient) =>
    [
        .. _feed.Registry.Find(
            StoredQueryDefinitions.FindDocuments,
            new QuerySlot(ParameterNames.DocumentEntryPatientId, QueryValue.Text(patient)),
            new QuerySlot(
                ParameterNames.DocumentEntryStatus,
                QueryValue.Texts(XdsUrns.StatusApproved, XdsUrns.StatusDeprecated)),
            new QuerySlot("$MetadataLevel", QueryValue.Number(2)))
            .Cast<ExtrinsicObject>(),
    ];

    private string Titles(string patient) => string.Join(
        ' ', Entries(patient).Where(e => e.Status == XdsUrns.StatusApproved).Select(e => e.Name!.Text).Order());

    private List<RegistryPackage> Folders(string patient) =>
    [
        .. _feed.Registry.Find(
            StoredQueryDefinitions.FindFolders,
            new QuerySlot(ParameterNames.FolderPatientId, QueryValue.Text(patient)),
            new QuerySlot(ParameterNames.FolderStatus, QueryValue.Texts(XdsUrns.StatusApproved)))
            .Cast<RegistryPackage>(),
    ];

    private string ContentsOf(RegistryPackage folder) => string.Join(' ', _feed.Registry.Find(
        StoredQueryDefinitions.GetFolderAndContents,
        new QuerySlot(ParameterNames.FolderEntryUuid, QueryValue.Text(folder.Id!)))
        .OfType<ExtrinsicObject>().Where(e => e.Status == XdsUrns.StatusApproved).Select(e => e.Name!.Text).Order());

    private IEnumerable<RimAssociation> AssociationsOf(string id) => _feed.Registry.Find(
        StoredQueryDefinitions.GetAssociations,
        new QuerySlot(ParameterNames.Uuid, QueryValue.Texts(id))).Cast<RimAssociation>();
}
