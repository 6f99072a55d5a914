using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.Updates;

/// <summary>ITI-57 under the profile Dmp: archived, back again, deleted for good (DMP, TD3.3c and TD3.3d).</summary>
[TestClass]
public sealed class DmpStatusTests : IDisposable
{
    private const string Approved = XdsUrns.StatusApproved;
    private const string Deprecated = XdsUrns.StatusDeprecated;
    private const string Archived = XdsUrns.StatusArchived;
    private const string Deleted = XdsUrns.StatusDeleted;

    private readonly Example _example = new(Profile.Dmp);

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void ADocumentIsArchivedAndTakenBackAndDeleted()
    {
        var document = _example.Document();
        foreach (var (from, to) in new[] { (Approved, Archived), (Archived, Approved), (Approved, Deleted) })
        {
            Update(document, from, to);
            Assert.AreEqual(to, _example.Get(document).Status);
        }
    }

    [TestMethod]
    public void AnArchivedDocumentIsDeleted()
    {
        var document = _example.Document();
        Update(document, Approved, Archived);
        Update(document, Archived, Deleted);
        Assert.AreEqual(Deleted, _example.Get(document).Status);
    }

    [TestMethod]
    [DataRow(Approved)]
    [DataRow(Archived)]
    [DataRow(Deleted)]
    [DataRow(Deprecated)]
    public void NothingLeavesDeleted(string next)
    {
        var document = _example.Document();
        Update(document, Approved, Deleted);
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "DMP-lifeCycle", Example.NewStatus(document, Deleted, next),
            TransactionId.Iti57);
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-approved", _example.NewVersion(document, change: Unchanged),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void DeprecatedIsWhatAReplacedDocumentBecomesAndNothingElse()
    {
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "DMP-lifeCycle", Example.NewStatus(_example.Document()),
            TransactionId.Iti57);
        var (replaced, _) = _example.Replaced();
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "DMP-lifeCycle",
            Example.NewStatus(replaced, Deprecated, Approved), TransactionId.Iti57);
    }

    [TestMethod]
    public void OriginalStatusIsTheOneThatTheDocumentHas() => _example.Refuse(
        RegistryErrorCode.XDSMetadataUpdateError, "MU-status",
        Example.NewStatus(_example.Document(), Archived, Deleted), TransactionId.Iti57);

    [TestMethod]
    public void TheSubmissionSetFollowsItsDocuments()
    {
        var (first, second) = (Example.NewEntry(), Example.NewEntry());
        var set = Example.NewSet() with { Id = Example.NewUuid() };
        _example.Accept(A.Submission(
            Owned(set), first, second, Member(set, first), Member(set, second)));
        Update(first.Id!, Approved, Archived);
        Assert.AreEqual(Approved, _example.Get(set.Id!).Status);
        Update(second.Id!, Approved, Archived);
        Assert.AreEqual(Archived, _example.Get(set.Id!).Status);
        Update(first.Id!, Archived, Deleted);
        Assert.AreEqual(Archived, _example.Get(set.Id!).Status);
        Update(second.Id!, Archived, Approved);
        Assert.AreEqual(Approved, _example.Get(set.Id!).Status);
    }

    [TestMethod]
    public void TheSubmissionSetFollowsTheLatestVersion()
    {
        var document = _example.Document();
        var set = _example.AssociationsOf(document).Single().SourceObject!;
        var update = _example.NewVersion(document, change: Unchanged);
        _example.Accept(update, TransactionId.Iti57);
        Update(update.Objects.OfType<ExtrinsicObject>().Single().Id!, Approved, Archived);
        Assert.AreEqual(Archived, _example.Get(set).Status);
    }

    [TestMethod]
    public void AnArchivedDocumentGetsANewVersionThatIsArchived()
    {
        var document = _example.Document();
        Update(document, Approved, Archived);
        var update = _example.NewVersion(document, change: Unchanged);
        _example.Accept(update, TransactionId.Iti57);
        Assert.AreEqual(Archived, _example.Get(update.Objects.OfType<ExtrinsicObject>().Single().Id!).Status);
        Assert.AreEqual(Deprecated, _example.Get(document).Status);
    }

    [TestMethod]
    public void AnArchivedDocumentIsNotReplaced()
    {
        var document = _example.Document();
        Update(document, Approved, Archived);
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.XDSRegistryDeprecatedDocumentError, "REG-referenceApproved",
            Example.SubmissionOf(entry).With(A.Association(XdsUrns.Association.Replace, entry.Id!, document)));
    }

    [TestMethod]
    public void QueriesAskForWhatIsArchived()
    {
        var document = _example.Document();
        Update(document, Approved, Archived);
        Assert.IsEmpty(Find(_example, Approved));
        Assert.AreEqual(document, Find(_example, Archived).Single().Id);
        Assert.AreEqual(document, Find(_example, Approved, Archived, Deleted).Single().Id);
    }

    [TestMethod]
    public void TheAnswerHasTheActionOfTheFrenchProfile()
    {
        Assert.AreEqual(
            "urn:ihe:iti:2010:UpdateDocumentSet-Response", ReplyActionOf(_example.Registry.Node));
        using var ihe = new Example();
        Assert.AreEqual("urn:ihe:iti:2010:UpdateDocumentSetResponse", ReplyActionOf(ihe.Registry.Node));
        var other = _example.Registry.Node with { Dmp = new DmpOptions { UpdateReplyAction = "urn:other" } };
        Assert.AreEqual("urn:other", ReplyActionOf(other));
    }

    [TestMethod]
    public void UnderTheProfileIheThereIsNoSuchStatus()
    {
        using var ihe = new Example();
        var document = ihe.Document();
        ihe.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-status", Example.NewStatus(document, to: Archived),
            TransactionId.Iti57);
        Assert.AreEqual(document, Find(ihe, Approved, Archived).Single().Id);
        var refused = ihe.Registry.Query(Query(Archived)).Response.Errors.Single();
        Assert.IsTrue(refused.Is(RegistryErrorCode.XDSStoredQueryMissingParam), refused.Context);
    }

    private static string ReplyActionOf(RegistryNode registry) =>
        RegistryService.Table(registry).Find(TransactionId.Iti57.Action)!.Id.ReplyAction;

    private static IReadOnlyList<RegistryObject> Find(Example example, params string[] statuses)
    {
        var answer = example.Registry.Query(Query(statuses));
        Assert.AreEqual(ResponseStatus.Success, answer.Response.Status);
        return [.. answer.Objects.Objects.Cast<RegistryObject>()];
    }

    private static StoredQueryRequest Query(params string[] statuses) => new(
        StoredQueryDefinitions.FindDocuments.Id, QueryReturnType.LeafClass,
        [
            new QuerySlot(ParameterNames.DocumentEntryPatientId, QueryValue.Text(A.PatientId)),
            new QuerySlot(ParameterNames.DocumentEntryStatus, QueryValue.Texts(statuses)),
        ]);

    private void Update(string document, string from, string to) =>
        _example.Accept(Example.NewStatus(document, from, to), TransactionId.Iti57);

    private static ExtrinsicObject Unchanged(ExtrinsicObject entry) => VisibilityOnlyTests.AsRegistered(entry);

    private static RegistryPackage Owned(RegistryPackage set) => set with
    {
        Classifications = set.Classifications.Map(c => c with { ClassifiedObject = set.Id }),
        ExternalIdentifiers = set.ExternalIdentifiers.Map(i => i with { RegistryObject = set.Id }),
    };

    private static RimAssociation Member(RegistryPackage set, ExtrinsicObject entry) =>
        A.Membership(entry.Id!) with { SourceObject = set.Id };
}
