using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>An id that nothing is registered or submitted under.</summary>
[TestClass]
public sealed class UnresolvedReferenceExceptionTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void ASymbolicIdOfNothingIsRefused()
    {
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "ASSOC-reference",
            Example.SubmissionOf(entry).With(A.Association(Types.Append, entry.Id!, "Nowhere")));
    }

    [TestMethod]
    public void AUuidOfNothingIsRefused()
    {
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "REG-reference",
            Example.SubmissionOf(entry).With(A.Association(Types.Append, entry.Id!, Example.NewUuid())));
    }

    [TestMethod]
    public void ASymbolicIdOfTheSubmissionIsResolved()
    {
        var second = A.DocumentEntry(A.Document, TestSubmission.NewOid());
        var first = Example.NewEntry();
        _example.Accept(Example.SubmissionOf(first).With(second).With(A.Membership(second.Id!))
            .With(A.Association(Types.Append, second.Id!, first.Id!)));
    }
}
