using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>One uniqueId stands for two objects of a submission.</summary>
[TestClass]
public sealed class XDSRegistryDuplicateUniqueIdInMessageTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void TwoEntriesWithOneUniqueIdAreRefused()
    {
        var first = Example.NewEntry();
        var second = A.DocumentEntry(
            Example.NewUuid(), first.ExternalIdentifierValue(XdsUrns.DocumentEntry.UniqueId)!);
        _example.Refuse(
            RegistryErrorCode.XDSRegistryDuplicateUniqueIdInMessage, "SUB-uniqueId",
            Example.SubmissionOf(first).With(second).With(A.Membership(second.Id!)));
    }

    [TestMethod]
    public void TwoEntriesWithTheirOwnAreAccepted()
    {
        var second = Example.NewEntry();
        _example.Accept(Example.SubmissionOf(Example.NewEntry()).With(second).With(A.Membership(second.Id!)));
    }
}
