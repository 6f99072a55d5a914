using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>The uniqueId of a SubmissionSet or Folder is new to the registry, whatever object has it.</summary>
[TestClass]
public sealed class XDSDuplicateUniqueIdInRegistryTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void TheUniqueIdOfARegisteredSubmissionSetIsRefused()
    {
        _example.Accept(A.Submission());
        _example.Refuse(
            RegistryErrorCode.XDSDuplicateUniqueIdInRegistry, "REG-uniqueId",
            A.Submission(A.SubmissionSet(), A.DocumentEntry(uniqueId: TestSubmission.NewOid()), A.Membership()));
    }

    [TestMethod]
    public void TheUniqueIdOfARegisteredDocumentIsRefusedForAFolder()
    {
        var entry = Example.NewEntry();
        _example.Accept(Example.SubmissionOf(entry));
        var folder = A.Folder(uniqueId: entry.ExternalIdentifierValue(XdsUrns.DocumentEntry.UniqueId)!);
        _example.Refuse(
            RegistryErrorCode.XDSDuplicateUniqueIdInRegistry, "REG-uniqueId",
            Example.InFolder(Example.SubmissionOf(Example.NewEntry()), folder, _example.Document()));
    }

    [TestMethod]
    public void TheUniqueIdOfARegisteredDocumentIsAcceptedForTheSameDocument()
    {
        _example.Accept(A.Submission());
        _example.Accept(A.Submission(Example.NewSet(), A.DocumentEntry(), A.Membership()));
    }
}
