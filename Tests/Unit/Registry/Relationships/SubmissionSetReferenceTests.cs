using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.Relationships;

/// <summary>A SubmissionSet may refer to what is registered already (ITI TF-3 §4.2.2.1.2).</summary>
[TestClass]
public sealed class SubmissionSetReferenceTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void ADocumentIsReferredTo()
    {
        var document = _example.Document();
        _example.Accept(Example.SubmissionOf(Example.NewEntry()).With(A.Membership(document, "Reference")));
        Assert.AreEqual(2, _example.AssociationsOf(document).Count);
    }

    [TestMethod]
    public void AlsoOneOfAnotherPatient()
    {
        var document = _example.Document(Example.OtherPatient);
        _example.Accept(Example.SubmissionOf(Example.NewEntry()).With(A.Membership(document, "Reference")));
    }

    [TestMethod]
    public void WhatIsReferredToIsNotOriginal()
    {
        var document = _example.Document();
        _example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "ASSOC-submissionSetStatus",
            Example.SubmissionOf(Example.NewEntry()).With(A.Membership(document)));
    }

    [TestMethod]
    public void AnUnknownDocumentIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "REG-reference",
            Example.SubmissionOf(Example.NewEntry()).With(A.Membership(Example.NewUuid(), "Reference")));
    }
}
