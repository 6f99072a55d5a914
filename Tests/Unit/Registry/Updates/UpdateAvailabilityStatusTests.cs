using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Updates;

/// <summary>ITI-57, another availabilityStatus (ITI TF-2 §3.57.4.1.3.3.2).</summary>
[TestClass]
public sealed class UpdateAvailabilityStatusTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void ADocumentIsDeprecatedAndApprovedAgain()
    {
        var document = _example.Document();
        _example.Accept(Example.NewStatus(document), TransactionId.Iti57);
        Assert.AreEqual(XdsUrns.StatusDeprecated, _example.Get(document).Status);
        _example.Accept(
            Example.NewStatus(document, XdsUrns.StatusDeprecated, XdsUrns.StatusApproved), TransactionId.Iti57);
        Assert.AreEqual(XdsUrns.StatusApproved, _example.Get(document).Status);
    }

    [TestMethod]
    public void ARelationshipIsDeprecated()
    {
        var addendum = _example.Related(Types.Append, _example.Document());
        var association = _example.AssociationsOf(addendum).Single(a => a.AssociationType == Types.Append).Id!;
        _example.Accept(Example.NewStatus(association), TransactionId.Iti57);
        Assert.AreEqual(XdsUrns.StatusDeprecated, _example.Get(association).Status);
    }

    [TestMethod]
    public void AnUpdateWithItGivesTheStatusToTheNewVersion()
    {
        var document = _example.Document();
        var update = _example.NewVersion(document);
        var status = Example.NewStatus(document).Objects.OfType<RimAssociation>().Single();
        _example.Accept(update.With(status), TransactionId.Iti57);
        var after = _example.Get(update.Objects.OfType<ExtrinsicObject>().Single().Id!);
        Assert.AreEqual(XdsUrns.StatusDeprecated, after.Status);
        Assert.AreEqual("2", after.VersionInfo!.VersionName);
    }

    [TestMethod]
    public void AStatusThatTheObjectDoesNotHaveIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-status",
            Example.NewStatus(_example.Document(), XdsUrns.StatusDeprecated, XdsUrns.StatusApproved),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void AnUnknownStatusIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-status",
            Example.NewStatus(_example.Document(), to: "Deleted"), TransactionId.Iti57);
    }

    [TestMethod]
    public void AnOlderVersionIsRefused()
    {
        var document = _example.Document();
        _example.Accept(_example.NewVersion(document), TransactionId.Iti57);
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-statusTarget",
            Example.NewStatus(document, XdsUrns.StatusDeprecated, XdsUrns.StatusApproved), TransactionId.Iti57);
    }

    [TestMethod]
    public void AMembershipInASubmissionSetIsRefused()
    {
        var membership = _example.AssociationsOf(_example.Document()).Single().Id!;
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-statusTarget", Example.NewStatus(membership),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void ASubmissionSetIsRefused()
    {
        var set = _example.AssociationsOf(_example.Document()).Single().SourceObject!;
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-statusTarget", Example.NewStatus(set), TransactionId.Iti57);
    }

    [TestMethod]
    public void AnObjectOfAnotherPatientIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSPatientIDReconciliationError, "MU-patientId",
            Example.NewStatus(_example.Document(Example.OtherPatient)), TransactionId.Iti57);
    }

    [TestMethod]
    public void ItIsNoOperationOfARegistration()
    {
        _example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "ASSOC-type",
            Example.SubmissionOf(Example.NewEntry()).With(
                Example.NewStatus(_example.Document()).Objects.OfType<RimAssociation>().Single()));
    }
}
