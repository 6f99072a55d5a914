using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Relationships;

/// <summary>IsSnapshotOf: the Stable form that an On-Demand entry had (ITI TF-3 §4.2.2.2.6).</summary>
[TestClass]
public sealed class IsSnapshotOfTests : RelationshipContract
{
    protected override string Type => Types.IsSnapshotOf;

    [TestMethod]
    public void AStableEntryIsASnapshotOfAnOnDemandEntry()
    {
        var target = Example.OnDemandDocument();
        Example.Related(Types.IsSnapshotOf, target);
        Assert.AreEqual(XdsUrns.StatusApproved, Example.Get(target).Status);
    }

    [TestMethod]
    public void AStableTargetIsRefused()
    {
        var target = Example.Document();
        var entry = Example.NewEntry();
        Example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "REG-snapshot",
            Example.SubmissionOf(entry).With(A.Association(Types.IsSnapshotOf, entry.Id!, target)));
    }

    [TestMethod]
    public void AnOnDemandSourceIsRefused()
    {
        var target = Example.OnDemandDocument();
        var entry = A.OnDemandEntry(Example.NewUuid()).WithIdentifier(
            XdsUrns.DocumentEntry.UniqueId, i => i with { Value = TestSubmission.NewOid() });
        Example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "REG-snapshot",
            Example.SubmissionOf(entry).With(A.Association(Types.IsSnapshotOf, entry.Id!, target)),
            TransactionId.Iti61);
    }
}
