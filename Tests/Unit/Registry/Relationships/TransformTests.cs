using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Relationships;

/// <summary>XFRM: another form of a document; its target stays as it is (ITI TF-3 §4.2.2.2.2).</summary>
[TestClass]
public sealed class TransformTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void TheTargetStaysApproved()
    {
        var target = _example.Document();
        _example.Related(Types.Transform, target);
        Assert.AreEqual(XdsUrns.StatusApproved, _example.Get(target).Status);
    }

    [TestMethod]
    public void AnUnknownTargetIsRefused()
    {
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "REG-reference",
            Example.SubmissionOf(entry).With(A.Association(Types.Transform, entry.Id!, Example.NewUuid())));
    }

    [TestMethod]
    public void ADeprecatedTargetIsRefused()
    {
        var (replaced, _) = _example.Replaced();
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.XDSRegistryDeprecatedDocumentError, "REG-referenceApproved",
            Example.SubmissionOf(entry).With(A.Association(Types.Transform, entry.Id!, replaced)));
    }

    [TestMethod]
    public void ATargetOfAnotherPatientIsRefused()
    {
        var target = _example.Document(Example.OtherPatient);
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.XDSPatientIdDoesNotMatch, "REG-referencePatient",
            Example.SubmissionOf(entry).With(A.Association(Types.Transform, entry.Id!, target)));
    }

    [TestMethod]
    public void ASourceThatIsRegisteredAlreadyIsRefused()
    {
        var source = _example.Document();
        var target = _example.Document();
        _example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "ASSOC-relationship",
            Example.SubmissionOf(Example.NewEntry()).With(A.Association(Types.Transform, source, target)));
    }
}
