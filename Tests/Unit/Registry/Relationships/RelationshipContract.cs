using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Relationships;

/// <summary>What holds for every relationship of a document to a registered one (ITI TF-3 §4.2.2.2).</summary>
public abstract class RelationshipContract : IDisposable
{
    /// <summary>URN of the association type.</summary>
    protected abstract string Type { get; }

    private protected Example Example { get; } = new();

    public void Dispose()
    {
        Example.Dispose();
        GC.SuppressFinalize(this);
    }

    [TestMethod]
    public void AnUnknownTargetIsRefused()
    {
        var entry = Example.NewEntry();
        Example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "REG-reference",
            Example.SubmissionOf(entry).With(A.Association(Type, entry.Id!, Example.NewUuid())));
    }

    [TestMethod]
    public void ADeprecatedTargetIsRefused()
    {
        var (replaced, _) = Example.Replaced();
        var entry = Example.NewEntry();
        Example.Refuse(
            RegistryErrorCode.XDSRegistryDeprecatedDocumentError, "REG-referenceApproved",
            Example.SubmissionOf(entry).With(A.Association(Type, entry.Id!, replaced)));
    }

    [TestMethod]
    public void ATargetOfAnotherPatientIsRefused()
    {
        var target = Target(Example.OtherPatient);
        var entry = Example.NewEntry();
        Example.Refuse(
            RegistryErrorCode.XDSPatientIdDoesNotMatch, "REG-referencePatient",
            Example.SubmissionOf(entry).With(A.Association(Type, entry.Id!, target)));
    }

    [TestMethod]
    public void AFolderIsNoTarget()
    {
        var (folder, _) = Example.Folder();
        var entry = Example.NewEntry();
        Example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "REG-referenceKind",
            Example.SubmissionOf(entry).With(A.Association(Type, entry.Id!, folder)));
    }

    [TestMethod]
    public void ASourceThatIsRegisteredAlreadyIsRefused()
    {
        var source = Example.Document();
        var target = Example.Document();
        Example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "ASSOC-relationship",
            Example.SubmissionOf(Example.NewEntry()).With(A.Association(Type, source, target)));
    }

    [TestMethod]
    public void ARelationshipOfADocumentWithItselfIsRefused()
    {
        var entry = Example.NewEntry();
        Example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "ASSOC-relationship",
            Example.SubmissionOf(entry).With(A.Association(Type, entry.Id!, entry.Id!)));
    }

    [TestMethod]
    public void TheRelationshipIsFoundAtBothEnds()
    {
        var target = Target();
        var source = Example.Related(Type, target);
        foreach (var end in new[] { source, target })
        {
            Assert.AreEqual(1, Example.AssociationsOf(end).Count(a => a.AssociationType == Type));
        }
    }

    /// <summary>A document that such a relationship may end at.</summary>
    private string Target(string patient = A.PatientId) => Type == Types.IsSnapshotOf
        ? Example.OnDemandDocument(patient)
        : Example.Document(patient);
}
