using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Relationships;

/// <summary>APND: an addendum leaves its target as it is (ITI TF-3 §4.2.2.2.1).</summary>
[TestClass]
public sealed class AppendTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void TheTargetStaysApproved()
    {
        var target = _example.Document();
        var addendum = _example.Related(Types.Append, target);
        Assert.AreEqual(XdsUrns.StatusApproved, _example.Get(target).Status);
        Assert.AreEqual(XdsUrns.StatusApproved, _example.Get(addendum).Status);
    }

    [TestMethod]
    public void ATransformationIsNotAppendedTo()
    {
        var transform = _example.Related(Types.Transform, _example.Document());
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "REG-appendToTransform",
            Example.SubmissionOf(entry).With(A.Association(Types.Append, entry.Id!, transform)));
    }

    [TestMethod]
    public void AnAddendumToADocumentOfTheSameSubmissionIsAccepted()
    {
        var (first, second) = (Example.NewEntry(), Example.NewEntry());
        _example.Accept(Example.SubmissionOf(first).With(second).With(A.Membership(second.Id!))
            .With(A.Association(Types.Append, second.Id!, first.Id!)));
    }

    [TestMethod]
    public void AChainOfAddendaIsDeprecatedToItsEnd()
    {
        var first = _example.Document();
        var last = first;
        for (var i = 0; i < 40; i++)
        {
            last = _example.Related(Types.Append, last);
        }

        _example.Related(Types.Replace, first);
        Assert.AreEqual(XdsUrns.StatusDeprecated, _example.Get(last).Status);
    }

    [TestMethod]
    public void AnUnknownTargetIsRefused()
    {
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "REG-reference",
            Example.SubmissionOf(entry).With(A.Association(Types.Append, entry.Id!, Example.NewUuid())));
    }

    [TestMethod]
    public void ADeprecatedTargetIsRefused()
    {
        var (replaced, _) = _example.Replaced();
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.XDSRegistryDeprecatedDocumentError, "REG-referenceApproved",
            Example.SubmissionOf(entry).With(A.Association(Types.Append, entry.Id!, replaced)));
    }

    [TestMethod]
    public void ATargetOfAnotherPatientIsRefused()
    {
        var target = _example.Document(Example.OtherPatient);
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.XDSPatientIdDoesNotMatch, "REG-referencePatient",
            Example.SubmissionOf(entry).With(A.Association(Types.Append, entry.Id!, target)));
    }

    [TestMethod]
    public void ASourceThatIsRegisteredAlreadyIsRefused()
    {
        var source = _example.Document();
        var target = _example.Document();
        _example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "ASSOC-relationship",
            Example.SubmissionOf(Example.NewEntry()).With(A.Association(Types.Append, source, target)));
    }
}
