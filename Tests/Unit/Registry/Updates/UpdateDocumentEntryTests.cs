using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.Updates;

/// <summary>ITI-57, a new version of a DocumentEntry (ITI TF-2 §3.57.4.1.3.3.1).</summary>
[TestClass]
public sealed class UpdateDocumentEntryTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void TheNewVersionIsApprovedAndTheOldOneDeprecated()
    {
        var id = _example.Document();
        var update = _example.NewVersion(id);
        _example.Accept(update, TransactionId.Iti57);
        var (before, after) = (_example.Get(id), _example.Get(EntryOf(update).Id!));
        Assert.AreEqual(XdsUrns.StatusDeprecated, before.Status);
        Assert.AreEqual("1", before.VersionInfo!.VersionName);
        Assert.AreEqual(XdsUrns.StatusApproved, after.Status);
        Assert.AreEqual("2", after.VersionInfo!.VersionName);
        Assert.AreEqual(id, after.Lid);
        Assert.AreEqual("Corrected", after.Description!.Text);
    }

    [TestMethod]
    public void AThirdVersionFollowsTheSecond()
    {
        var id = _example.Document();
        _example.Accept(_example.NewVersion(id), TransactionId.Iti57);
        var update = _example.NewVersion(id, previous: 2);
        _example.Accept(update, TransactionId.Iti57);
        Assert.AreEqual("3", _example.Get(EntryOf(update).Id!).VersionInfo!.VersionName);
    }

    [TestMethod]
    public void WhoHasSeenAnOlderVersionIsRefused()
    {
        var id = _example.Document();
        _example.Accept(_example.NewVersion(id), TransactionId.Iti57);
        _example.Refuse(
            RegistryErrorCode.XDSMetadataVersionError, "MU-currentVersion", _example.NewVersion(id),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void AnUnknownLogicalIdIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSMetadataVersionError, "MU-logicalId",
            _example.NewVersion(_example.Document(), change: e => e with { Lid = Example.NewUuid() }),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void TheIdOfALaterVersionIsNoLogicalId()
    {
        var id = _example.Document();
        var second = _example.NewVersion(id);
        _example.Accept(second, TransactionId.Iti57);
        _example.Refuse(
            RegistryErrorCode.XDSMetadataVersionError, "MU-logicalId",
            _example.NewVersion(id, 2, e => e with { Lid = EntryOf(second).Id }), TransactionId.Iti57);
    }

    [TestMethod]
    public void AnInitialVersionIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-logicalId",
            _example.NewVersion(_example.Document(), change: e => e with { Lid = null }), TransactionId.Iti57);
    }

    [TestMethod]
    public void ADeprecatedEntryIsNotUpdated()
    {
        var (replaced, _) = _example.Replaced();
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-approved", _example.NewVersion(replaced),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void AnotherUniqueIdIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-uniqueId",
            _example.NewVersion(_example.Document(), change: e => e.WithIdentifier(
                XdsUrns.DocumentEntry.UniqueId, i => i with { Value = TestSubmission.NewOid() })),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void AnotherObjectTypeIsRefused()
    {
        var id = _example.OnDemandDocument();
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-objectType",
            _example.NewVersion(id, change: e => (e with { ObjectType = XdsUrns.StableDocumentEntry })
                .With(SlotNames.CreationTime, "2026").With(SlotNames.Hash, A.Hash).With(SlotNames.Size, "10")),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void TheLogicalIdOfAFolderIsRefused()
    {
        var (folder, _) = _example.Folder();
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-objectType",
            _example.NewVersion(_example.Document(), change: e => e with { Lid = folder }), TransactionId.Iti57);
    }

    [TestMethod]
    public void AMembershipWithoutPreviousVersionIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSMetadataVersionError, "MU-previousVersion",
            WithMembership(_example.NewVersion(_example.Document()), m => m.Without(SlotNames.PreviousVersion)),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void APreviousVersionThatIsNoNumberIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSMetadataVersionError, "MU-previousVersion",
            WithMembership(_example.NewVersion(_example.Document()), m => m.With(SlotNames.PreviousVersion, "one")),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void ASlotOfAnotherOperationIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateOperationError, "MU-annotation",
            WithMembership(
                _example.NewVersion(_example.Document()),
                m => m.With(SlotNames.OriginalStatus, XdsUrns.StatusApproved)),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void AnEntryWithoutMembershipIsRefused()
    {
        var update = _example.NewVersion(_example.Document());
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "SUB-member", update.Without($"Member-{EntryOf(update).Id}"),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void TwoNewVersionsOfOneEntryAreRefused()
    {
        var id = _example.Document();
        var update = _example.NewVersion(id);
        var second = EntryOf(_example.NewVersion(id));
        _example.Refuse(
            RegistryErrorCode.XDSRegistryDuplicateUniqueIdInMessage, "SUB-uniqueId",
            update.With(second).With(A.Membership(second.Id!).With(SlotNames.PreviousVersion, "1")),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void AnIncompleteEntryIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "DE-languageCode",
            _example.NewVersion(_example.Document(), change: e => e.Without(SlotNames.LanguageCode)),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void AnAssociationThatNoOperationBringsIsRefused()
    {
        var document = _example.Document();
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateOperationError, "MU-operation",
            _example.NewVersion(_example.Document()).With(A.Membership(document, "Reference")), TransactionId.Iti57);
    }

    [TestMethod]
    public void AnOnDemandEntryHasVersionsToo()
    {
        var update = _example.NewVersion(_example.OnDemandDocument());
        _example.Accept(update, TransactionId.Iti57);
        Assert.AreEqual("2", _example.Get(EntryOf(update).Id!).VersionInfo!.VersionName);
    }

    private static ExtrinsicObject EntryOf(RegistryObjectList list) => list.Objects.OfType<ExtrinsicObject>().Single();

    private static RegistryObjectList WithMembership(
        RegistryObjectList update, Func<RimAssociation, RimAssociation> change) =>
        update.With($"Member-{EntryOf(update).Id}", change);
}
