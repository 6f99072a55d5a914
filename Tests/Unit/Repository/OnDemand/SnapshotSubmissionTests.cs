using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.OnDemand;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Repository.OnDemand;

[TestClass]
public sealed class SnapshotSubmissionTests
{
    private const string EntryUuid = "urn:uuid:6a5b1f0e-8c2d-4e3f-9a7b-1c2d3e4f5a6c";

    private static readonly DocumentEntry OnDemand = new(A.OnDemandEntry() with
    {
        Id = EntryUuid,
        Lid = EntryUuid,
        Status = XdsUrns.StatusApproved,
        VersionInfo = new VersionInfo("1"),
    });

    [TestMethod]
    [DataRow(null, "")]
    [DataRow(A.RegisteredDocument, "04^Summary^1.2.3")]
    public void ItIsASubmissionThatARegistryTakes(string? replaced, string contentType)
    {
        var errors = new RegistryErrors();

        var submission = SubmissionReader.Read(Make(replaced, contentType).Objects, errors)!;
        SubmissionRules.Check(
            submission, new MetadataRuleSettings { Transaction = SubmissionTransaction.Register }, errors);

        Assert.HasCount(0, errors, string.Join("\n", errors.Select(error => error.Context)));
        Assert.AreEqual(replaced is null ? 2 : 3, submission.Associations.Count);
    }

    [TestMethod]
    public void TheSnapshotIsAnotherDocumentOfTheSameMetadata()
    {
        var submission = SubmissionReader.Read(Make(null, "").Objects, [])!;
        var snapshot = submission.DocumentEntries.Single();

        Assert.IsFalse(snapshot.IsOnDemand);
        Assert.AreNotEqual(OnDemand.UniqueId, snapshot.UniqueId);
        Assert.AreEqual(OnDemand.PatientId, snapshot.PatientId);
        Assert.AreEqual(OnDemand.TypeCode, snapshot.TypeCode);
        Assert.AreEqual(5, snapshot.Size);
        Assert.AreEqual(OnDemand.ClassCode!.Value, submission.SubmissionSet.ContentTypeCode!.Value);
        Assert.IsTrue(submission.Associations.Any(one =>
            one.Type == AssociationType.IsSnapshotOf && one.Rim.TargetObject == EntryUuid));
        Assert.IsNull(snapshot.Rim.Lid);
        Assert.IsNull(snapshot.Rim.Status);
    }

    private static SnapshotSubmission Make(string? replaced, string contentType) => SnapshotSubmission.Of(
        OnDemand,
        SnapshotEntry.Of(
            OnDemand, new StagedContent("00", 5, new byte[20], new byte[32], null), A.RepositoryUniqueId,
            TimeProvider.System),
        replaced, A.RepositoryUniqueId, contentType, TimeProvider.System);
}
