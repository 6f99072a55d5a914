using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Relationships;

/// <summary>IsSnapshotOf: the Stable form that an On-Demand entry had (ITI TF-3 §4.2.2.2.6).</summary>
[TestClass]
public sealed class IsSnapshotOfTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AStableEntryIsASnapshotOfAnOnDemandEntry()
    {
        var target = _example.OnDemandDocument();
        _example.Related(Types.IsSnapshotOf, target);
        Assert.AreEqual(XdsUrns.StatusApproved, _example.Get(target).Status);
    }

    [TestMethod]
    public void AStableTargetIsRefused()
    {
        var target = _example.Document();
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "REG-snapshot",
            Example.SubmissionOf(entry).With(A.Association(Types.IsSnapshotOf, entry.Id!, target)));
    }

    [TestMethod]
    public void AnOnDemandSourceIsRefused()
    {
        var target = _example.OnDemandDocument();
        var entry = A.OnDemandEntry(Example.NewUuid()).WithIdentifier(
            XdsUrns.DocumentEntry.UniqueId, i => i with { Value = TestSubmission.NewOid() });
        _example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "REG-snapshot",
            Example.SubmissionOf(entry).With(A.Association(Types.IsSnapshotOf, entry.Id!, target)),
            TransactionId.Iti61);
    }

    [TestMethod]
    public void AnUnknownTargetIsRefused()
    {
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "REG-reference",
            Example.SubmissionOf(entry).With(A.Association(Types.IsSnapshotOf, entry.Id!, Example.NewUuid())));
    }
}
