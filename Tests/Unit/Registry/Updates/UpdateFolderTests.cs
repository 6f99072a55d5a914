using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Updates;

/// <summary>ITI-57, a new version of a Folder (ITI TF-2 §3.57.4.1.3.3.3).</summary>
[TestClass]
public sealed class UpdateFolderTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void TheNewVersionHoldsWhatTheOldOneHeld()
    {
        var (folder, document) = _example.Folder();
        _example.Registry.Clock.Now += TimeSpan.FromDays(1);
        var update = _example.NewFolderVersion(folder);
        _example.Accept(update, TransactionId.Iti57);
        var after = _example.Get(FolderOf(update).Id!);
        Assert.AreEqual("2", after.VersionInfo!.VersionName);
        Assert.AreEqual(XdsUrns.StatusDeprecated, _example.Get(folder).Status);
        Assert.AreEqual("20260301120000", after.SlotValue(SlotNames.LastUpdateTime));
        CollectionAssert.AreEqual(new[] { document }, _example.MembersOf(after.Id!).ToArray());
    }

    [TestMethod]
    public void OfDeprecatedDocumentsItHoldsNone()
    {
        var (folder, document) = _example.Folder();
        var replacement = _example.Related(Types.Replace, document);
        var update = _example.NewFolderVersion(folder);
        _example.Accept(update, TransactionId.Iti57);
        CollectionAssert.AreEqual(new[] { replacement }, _example.MembersOf(FolderOf(update).Id!).ToArray());
    }

    [TestMethod]
    public void WithoutPropagationItIsEmpty()
    {
        var (folder, _) = _example.Folder();
        var update = _example.NewFolderVersion(folder).With<RimAssociation>(
            "Member-of-set", m => m.With(SlotNames.AssociationPropagation, "no"));
        _example.Accept(update, TransactionId.Iti57);
        Assert.IsEmpty(_example.MembersOf(FolderOf(update).Id!));
    }

    [TestMethod]
    public void AnUnknownLogicalIdIsRefused()
    {
        var (folder, _) = _example.Folder();
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-logicalId",
            _example.NewFolderVersion(folder, change: f => f with { Lid = Example.NewUuid() }), TransactionId.Iti57);
    }

    [TestMethod]
    public void AWrongVersionIsRefused()
    {
        var (folder, _) = _example.Folder();
        _example.Refuse(
            RegistryErrorCode.XDSMetadataVersionError, "MU-currentVersion",
            _example.NewFolderVersion(folder, previous: 2), TransactionId.Iti57);
    }

    [TestMethod]
    public void ADocumentGoesIntoTheNewVersionOnly()
    {
        var (folder, _) = _example.Folder();
        var update = _example.NewFolderVersion(folder);
        _example.Accept(update, TransactionId.Iti57);
        _example.Refuse(
            RegistryErrorCode.XDSRegistryDeprecatedDocumentError, "REG-referenceApproved",
            Example.Statement(
                A.Association(Types.HasMember, folder, _example.Document(), id: "InFolder01"),
                A.Association(Types.HasMember, A.Set, "InFolder01")));
    }

    private static RegistryPackage FolderOf(RegistryObjectList list) =>
        list.Objects.OfType<RegistryPackage>().Single(p => p.Id != A.Set);
}
