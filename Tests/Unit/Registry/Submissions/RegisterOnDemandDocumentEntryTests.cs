using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.Submissions;

/// <summary>ITI-61 Register On-Demand Document Entry (ITI TF-2 §3.61).</summary>
[TestClass]
public sealed class RegisterOnDemandDocumentEntryTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AnOnDemandEntryIsRegistered()
    {
        Assert.AreEqual(XdsUrns.OnDemandDocumentEntry, _example.Get(_example.OnDemandDocument()).ObjectType);
    }

    [TestMethod]
    public void AStableEntryIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "DE-objectType",
            Example.SubmissionOf(Example.NewEntry().Without(SlotNames.CreationTime, SlotNames.Hash, SlotNames.Size)),
            TransactionId.Iti61);
    }

    [TestMethod]
    public void AFolderAloneIsRefused()
    {
        var folder = A.Folder(uniqueId: TestSubmission.NewOid());
        _example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "SUB-empty",
            A.Submission(Example.NewSet(), folder, A.Association(XdsUrns.Association.HasMember, A.Set, A.FolderId)),
            TransactionId.Iti61);
    }

    [TestMethod]
    public void WhatOnlyBytesCanTellIsProhibited()
    {
        _example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "DE-hash",
            Example.SubmissionOf(A.OnDemandEntry(Example.NewUuid()).With(SlotNames.Hash, A.Hash)),
            TransactionId.Iti61);
    }

    [TestMethod]
    public void TheUniqueIdOfADocumentIsRefused()
    {
        var entry = Example.NewEntry();
        _example.Accept(Example.SubmissionOf(entry));
        _example.Refuse(
            RegistryErrorCode.XDSDuplicateUniqueIdInRegistry, "REG-onDemandUniqueId",
            Example.SubmissionOf(WithUniqueIdOf(entry)), TransactionId.Iti61);
    }

    [TestMethod]
    public void TheUniqueIdOfAnOnDemandEntryIsAccepted()
    {
        var first = _example.Get(_example.OnDemandDocument());
        _example.Accept(Example.SubmissionOf(WithUniqueIdOf(first)), TransactionId.Iti61);
    }

    [TestMethod]
    public void AnOnDemandEntryReplacesADocument()
    {
        var document = _example.Document();
        var entry = WithUniqueIdOf(Example.NewEntry());
        _example.Accept(
            Example.SubmissionOf(entry).With(A.Association(XdsUrns.Association.Replace, entry.Id!, document)),
            TransactionId.Iti61);
        Assert.AreEqual(XdsUrns.StatusDeprecated, _example.Get(document).Status);
    }

    private static ExtrinsicObject WithUniqueIdOf(RegistryObject other) =>
        A.OnDemandEntry(Example.NewUuid()).WithIdentifier(
            XdsUrns.DocumentEntry.UniqueId,
            i => i with { Value = other.ExternalIdentifierValue(XdsUrns.DocumentEntry.UniqueId)! });
}
