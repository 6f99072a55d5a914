using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Relationships;

/// <summary>signs: a signature and the document that it is about (ITI TF-3 §4.2.2.2.5).</summary>
[TestClass]
public sealed class SignsTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void TheSignedDocumentStaysApproved()
    {
        var target = _example.Document();
        _example.Related(Types.Signs, target);
        Assert.AreEqual(XdsUrns.StatusApproved, _example.Get(target).Status);
    }

    [TestMethod]
    public void ASignatureInTheSubmissionOfItsDocumentIsAccepted()
    {
        var (document, signature) = (Example.NewEntry(), Example.NewEntry());
        _example.Accept(Example.SubmissionOf(document).With(signature).With(A.Membership(signature.Id!))
            .With(A.Association(Types.Signs, signature.Id!, document.Id!)));
    }

    [TestMethod]
    public void AnUnknownTargetIsRefused()
    {
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "REG-reference",
            Example.SubmissionOf(entry).With(A.Association(Types.Signs, entry.Id!, Example.NewUuid())));
    }

    [TestMethod]
    public void ADeprecatedTargetIsRefused()
    {
        var (replaced, _) = _example.Replaced();
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.XDSRegistryDeprecatedDocumentError, "REG-referenceApproved",
            Example.SubmissionOf(entry).With(A.Association(Types.Signs, entry.Id!, replaced)));
    }

    [TestMethod]
    public void ATargetOfAnotherPatientIsRefused()
    {
        var target = _example.Document(Example.OtherPatient);
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.XDSPatientIdDoesNotMatch, "REG-referencePatient",
            Example.SubmissionOf(entry).With(A.Association(Types.Signs, entry.Id!, target)));
    }

    [TestMethod]
    public void ASourceThatIsRegisteredAlreadyIsRefused()
    {
        var source = _example.Document();
        var target = _example.Document();
        _example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "ASSOC-relationship",
            Example.SubmissionOf(Example.NewEntry()).With(A.Association(Types.Signs, source, target)));
    }
}
