using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Updates;

/// <summary>ITI-57, an association between registered objects (ITI TF-2 §3.57.4.1.3.3.6).</summary>
[TestClass]
public sealed class SubmitAssociationTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void ARelationshipIsSubmitted()
    {
        var (source, target) = (_example.Document(), _example.Document());
        _example.Accept(Example.Submitting(Types.Append, source, target), TransactionId.Iti57);
        Assert.AreEqual(1, _example.AssociationsOf(source).Count(a => a.AssociationType == Types.Append));
    }

    [TestMethod]
    public void AMembershipIsSubmittedAndTheFolderSaysWhen()
    {
        var (folder, _) = _example.Folder();
        var document = _example.Document();
        _example.Registry.Clock.Now += TimeSpan.FromMinutes(2);
        _example.Accept(Example.Submitting(Types.HasMember, folder, document), TransactionId.Iti57);
        CollectionAssert.Contains(_example.MembersOf(folder).ToArray(), document);
        Assert.AreEqual("20260301120200", _example.Get(folder).SlotValue(SlotNames.LastUpdateTime));
    }

    [TestMethod]
    public void ASubmittedReplacementReplaces()
    {
        var (source, target) = (_example.Document(), _example.Document());
        _example.Accept(Example.Submitting(Types.Replace, source, target), TransactionId.Iti57);
        Assert.AreEqual(XdsUrns.StatusDeprecated, _example.Get(target).Status);
        Assert.AreEqual(XdsUrns.StatusApproved, _example.Get(source).Status);
    }

    [TestMethod]
    public void TheSameAssociationTwiceIsRefused()
    {
        var (folder, document) = _example.Folder();
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-associationTwice",
            Example.Submitting(Types.HasMember, folder, document), TransactionId.Iti57);
    }

    [TestMethod]
    public void OnceDeprecatedItMayBeSubmittedAgain()
    {
        var (folder, document) = _example.Folder();
        var membership = _example.AssociationsOf(document).Single(a => a.SourceObject == folder).Id!;
        _example.Accept(Example.NewStatus(membership), TransactionId.Iti57);
        _example.Accept(Example.Submitting(Types.HasMember, folder, document), TransactionId.Iti57);
    }

    [TestMethod]
    public void ADeprecatedEndIsRefused()
    {
        var (replaced, _) = _example.Replaced();
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-associationEnd",
            Example.Submitting(Types.Append, _example.Document(), replaced), TransactionId.Iti57);
    }

    [TestMethod]
    public void ARelationshipOfAFolderIsRefused()
    {
        var (folder, document) = _example.Folder();
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-associationEnd",
            Example.Submitting(Types.Append, folder, document), TransactionId.Iti57);
    }

    [TestMethod]
    public void ANewMemberOfASubmissionSetIsRefused()
    {
        var set = _example.AssociationsOf(_example.Document()).Single().SourceObject!;
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-associationEnd",
            Example.Submitting(Types.HasMember, set, _example.Document()), TransactionId.Iti57);
    }

    [TestMethod]
    public void AnotherPatientIsRefused()
    {
        var (folder, _) = _example.Folder();
        _example.Refuse(
            RegistryErrorCode.XDSPatientIDReconciliationError, "MU-patientId",
            Example.Submitting(Types.HasMember, folder, _example.Document(Example.OtherPatient)),
            TransactionId.Iti57);
    }
}
