using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Updates;

/// <summary>What was said of the previous version is said of the new one (ITI TF-2 §3.57.4.1.3.3).</summary>
[TestClass]
public sealed class AssociationPropagationTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void TheNewVersionIsInTheFolderWhichSaysWhen()
    {
        var (folder, document) = _example.Folder();
        _example.Registry.Clock.Now += TimeSpan.FromMinutes(5);
        var update = Updated(document);
        CollectionAssert.AreEquivalent(new[] { document, update }, _example.MembersOf(folder).ToArray());
        Assert.AreEqual("20260301120500", _example.Get(folder).SlotValue(SlotNames.LastUpdateTime));
    }

    [TestMethod]
    public void RelationshipsInBothDirectionsGoOn()
    {
        var original = _example.Document();
        var document = _example.Related(Types.Append, original);
        var addendum = _example.Related(Types.Append, document);
        var update = Updated(document);
        var relationships = _example.AssociationsOf(update).Where(a => a.AssociationType == Types.Append).ToList();
        CollectionAssert.AreEquivalent(
            new[] { (update, original), (addendum, update) },
            relationships.Select(a => (a.SourceObject!, a.TargetObject!)).ToArray());
    }

    [TestMethod]
    public void WithoutPropagationNothingGoesOn()
    {
        var (folder, document) = _example.Folder();
        Updated(document, "no");
        CollectionAssert.AreEqual(new[] { document }, _example.MembersOf(folder).ToArray());
    }

    [TestMethod]
    public void AnotherWordIsRefused()
    {
        var update = _example.NewVersion(_example.Document());
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-associationPropagation", Propagating(update, "maybe"),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void DocumentAndFolderOfOneSubmissionAreLinkedAnew()
    {
        var (folder, document) = _example.Folder();
        var entry = _example.NewVersion(document);
        var package = _example.NewFolderVersion(folder);
        var renamed = package.Objects.OfType<RegistryPackage>().Single(p => p.Id != A.Set);
        _example.Accept(
            entry.With(renamed).With(package.Objects.OfType<RimAssociation>().Single()), TransactionId.Iti57);
        CollectionAssert.AreEqual(
            new[] { entry.Objects.OfType<ExtrinsicObject>().Single().Id },
            _example.MembersOf(renamed.Id!).ToArray());
        CollectionAssert.AreEqual(new[] { document }, _example.MembersOf(folder).ToArray());
    }

    [TestMethod]
    public void AnotherPatientThanTheFoldersIsAConflict()
    {
        var (_, document) = _example.Folder();
        _example.Document(Example.OtherPatient);
        _example.Refuse(
            RegistryErrorCode.XDSPatientIDReconciliationError, "MU-propagationPatient", Moving(document),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void WithoutPropagationADocumentMovesToAnotherPatient()
    {
        var (_, document) = _example.Folder();
        _example.Document(Example.OtherPatient);
        var update = Propagating(Moving(document), "no");
        _example.Accept(update, TransactionId.Iti57);
        var moved = _example.Get(update.Objects.OfType<ExtrinsicObject>().Single().Id!);
        Assert.AreEqual(
            Example.OtherPatient, moved.ExternalIdentifierValue(XdsUrns.DocumentEntry.PatientId));
    }

    private RegistryObjectList Moving(string document)
    {
        var update = _example.NewVersion(document, change: e => e.WithIdentifier(
            XdsUrns.DocumentEntry.PatientId, i => i with { Value = Example.OtherPatient }));
        return update.With<RegistryPackage>(A.Set, s => s.WithIdentifier(
            XdsUrns.SubmissionSet.PatientId, i => i with { Value = Example.OtherPatient }));
    }

    private string Updated(string document, string? propagation = null)
    {
        var update = _example.NewVersion(document);
        _example.Accept(propagation is null ? update : Propagating(update, propagation), TransactionId.Iti57);
        return update.Objects.OfType<ExtrinsicObject>().Single().Id!;
    }

    private static RegistryObjectList Propagating(RegistryObjectList update, string word) =>
        update.With<RimAssociation>(
            $"Member-{update.Objects.OfType<ExtrinsicObject>().Single().Id}",
            m => m.With(SlotNames.AssociationPropagation, word));
}
