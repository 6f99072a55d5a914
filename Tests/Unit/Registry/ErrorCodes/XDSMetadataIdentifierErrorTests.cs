using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>ITI-92: another uniqueId than the registered one.</summary>
[TestClass]
public sealed class XDSMetadataIdentifierErrorTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AnotherUniqueIdIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSMetadataIdentifierError, "MU-uniqueId",
            _example.NewVersion(_example.Document(), change: e => e.WithIdentifier(
                XdsUrns.DocumentEntry.UniqueId, i => i with { Value = TestSubmission.NewOid() })),
            TransactionId.Iti92);
    }

    [TestMethod]
    public void TheSameIsAccepted()
    {
        _example.Accept(_example.NewVersion(_example.Document()), TransactionId.Iti92);
    }
}
