using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>A uniqueId comes again with another size.</summary>
[TestClass]
public sealed class XDSNonIdenticalSizeTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AnotherSizeIsRefused()
    {
        _example.Accept(A.Submission());
        _example.Refuse(
            RegistryErrorCode.XDSNonIdenticalSize, "REG-sameContent",
            A.Submission(Example.NewSet(), A.DocumentEntry().With(SlotNames.Size, "11"), A.Membership()));
    }

    [TestMethod]
    public void TheSameSizeIsAccepted()
    {
        _example.Accept(A.Submission());
        _example.Accept(A.Submission(Example.NewSet(), A.DocumentEntry(), A.Membership()));
    }
}
