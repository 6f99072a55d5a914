using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.Updates;

/// <summary>ITI-92 Restricted Update Document Set (ITI TF-2 §3.92).</summary>
[TestClass]
public sealed class RestrictedUpdateDocumentSetTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void ADescriptiveAttributeIsChanged()
    {
        var update = _example.NewVersion(_example.Document());
        _example.Accept(update, TransactionId.Iti92);
        var after = _example.Get(update.Objects.OfType<ExtrinsicObject>().Single().Id!);
        Assert.AreEqual("Corrected", after.Description!.Text);
        Assert.AreEqual("2", after.VersionInfo!.VersionName);
    }

    [TestMethod]
    public void ADeprecatedEntryStaysDeprecated()
    {
        var (replaced, _) = _example.Replaced();
        var update = _example.NewVersion(replaced);
        _example.Accept(update, TransactionId.Iti92);
        Assert.AreEqual(
            XdsUrns.StatusDeprecated, _example.Get(update.Objects.OfType<ExtrinsicObject>().Single().Id!).Status);
    }

    [TestMethod]
    public void AnInitialVersionIsRefused()
    {
        Refuse(RegistryErrorCode.XDSInvalidRequestException, "MU-logicalId", e => e with { Lid = null });
    }

    [TestMethod]
    public void AnotherUniqueIdIsRefused()
    {
        Refuse(RegistryErrorCode.XDSMetadataIdentifierError, "MU-uniqueId", e => e.WithIdentifier(
            XdsUrns.DocumentEntry.UniqueId, i => i with { Value = TestSubmission.NewOid() }));
    }

    [TestMethod]
    public void AnotherStatusIsRefused()
    {
        Refuse(
            RegistryErrorCode.UnmodifiableMetadataError, "RMU-unmodifiable",
            e => e with { Status = XdsUrns.StatusDeprecated });
    }

    [TestMethod]
    public void AnotherSourcePatientIdIsRefused()
    {
        Refuse(
            RegistryErrorCode.UnmodifiableMetadataError, "RMU-unmodifiable",
            e => e.With(SlotNames.SourcePatientId, "other^^^&1.2.3.4.5&ISO"));
    }

    [TestMethod]
    public void AnotherRepositoryIsRefused()
    {
        Refuse(
            RegistryErrorCode.UnmodifiableMetadataError, "RMU-unmodifiable",
            e => e.With(SlotNames.RepositoryUniqueId, "1.2.3.4.5.6"));
    }

    [TestMethod]
    public void AnotherAvailabilityIsRefused()
    {
        Refuse(
            RegistryErrorCode.UnmodifiableMetadataError, "RMU-unmodifiable",
            e => e.With(SlotNames.DocumentAvailability, XdsUrns.DocumentOffline));
    }

    [TestMethod]
    public void AnotherHomeCommunityIsRefused()
    {
        Refuse(
            RegistryErrorCode.UnmodifiableMetadataError, "RMU-unmodifiable", e => e with { Home = "urn:oid:1.2.3" });
    }

    [TestMethod]
    public void AnotherPatientIsRefused()
    {
        _example.Document(Example.OtherPatient);
        var update = _example.NewVersion(_example.Document(), change: e => e.WithIdentifier(
            XdsUrns.DocumentEntry.PatientId, i => i with { Value = Example.OtherPatient }));
        _example.Refuse(
            RegistryErrorCode.XDSPatientIDReconciliationError, "RMU-patientId",
            update.With<RegistryPackage>(A.Set, s => s.WithIdentifier(
                XdsUrns.SubmissionSet.PatientId, i => i with { Value = Example.OtherPatient })),
            TransactionId.Iti92);
    }

    [TestMethod]
    public void AFolderIsRefused()
    {
        var (folder, _) = _example.Folder();
        _example.Refuse(
            RegistryErrorCode.XDSObjectTypeError, "MU-operation", _example.NewFolderVersion(folder),
            TransactionId.Iti92);
    }

    [TestMethod]
    public void AStatusUpdateIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-operation", Example.NewStatus(_example.Document()),
            TransactionId.Iti92);
    }

    [TestMethod]
    public void AssociationsAreAlwaysPropagated()
    {
        var update = _example.NewVersion(_example.Document());
        _example.Refuse(
            RegistryErrorCode.XDSMetadataAnnotationError, "MU-associationPropagation",
            update.With<RimAssociation>(
                $"Member-{update.Objects.OfType<ExtrinsicObject>().Single().Id}",
                m => m.With(SlotNames.AssociationPropagation, "no")),
            TransactionId.Iti92);
    }

    private void Refuse(RegistryErrorCode code, string rule, Func<ExtrinsicObject, ExtrinsicObject> change) =>
        _example.Refuse(
            code, rule, _example.NewVersion(_example.Document(), change: change), TransactionId.Iti92);
}
