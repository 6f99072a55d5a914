using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>ITI-92: a first version.</summary>
[TestClass]
public sealed class XDSInvalidRequestExceptionTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AFirstVersionIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSInvalidRequestException, "MU-logicalId",
            _example.NewVersion(_example.Document(), change: e => e with { Lid = e.Id }), TransactionId.Iti92);
    }

    [TestMethod]
    public void ASecondVersionIsAccepted()
    {
        _example.Accept(_example.NewVersion(_example.Document()), TransactionId.Iti92);
    }
}
