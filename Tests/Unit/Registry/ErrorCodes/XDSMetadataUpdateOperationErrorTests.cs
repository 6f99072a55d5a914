using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>Something that belongs to no operation of an update.</summary>
[TestClass]
public sealed class XDSMetadataUpdateOperationErrorTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AReferenceIsNoOperation()
    {
        var document = _example.Document();
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateOperationError, "MU-operation",
            _example.NewVersion(document).With(A.Membership(_example.Document(), "Reference")), TransactionId.Iti57);
    }

    [TestMethod]
    public void SeveralOperationsAtOnceAreAccepted()
    {
        var status = Example.NewStatus(_example.Document()).Objects.OfType<RimAssociation>().Single();
        _example.Accept(_example.NewVersion(_example.Document()).With(status), TransactionId.Iti57);
    }
}
