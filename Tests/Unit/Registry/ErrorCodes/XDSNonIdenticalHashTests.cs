using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>A uniqueId comes again with another hash.</summary>
[TestClass]
public sealed class XDSNonIdenticalHashTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AnotherHashIsRefused()
    {
        _example.Accept(A.Submission());
        _example.Refuse(
            RegistryErrorCode.XDSNonIdenticalHash, "REG-sameContent",
            A.Submission(
                Example.NewSet(), A.DocumentEntry().With(SlotNames.Hash, new string('a', 40)), A.Membership()));
    }

    [TestMethod]
    public void TheSameHashIsAccepted()
    {
        _example.Accept(A.Submission());
        _example.Accept(A.Submission(Example.NewSet(), A.DocumentEntry(), A.Membership()));
    }

    [TestMethod]
    public void UpperCaseIsTheSameHash()
    {
        _example.Accept(A.Submission());
        _example.Accept(A.Submission(
            Example.NewSet(), A.DocumentEntry().With(SlotNames.Hash, A.Hash.ToUpperInvariant()), A.Membership()));
    }
}
