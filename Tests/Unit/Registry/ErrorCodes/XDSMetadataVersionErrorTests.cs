using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>The sender has not seen the current version.</summary>
[TestClass]
public sealed class XDSMetadataVersionErrorTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void APassedVersionIsRefused()
    {
        var document = _example.Document();
        _example.Accept(_example.NewVersion(document), TransactionId.Iti57);
        _example.Refuse(
            RegistryErrorCode.XDSMetadataVersionError, "MU-currentVersion", _example.NewVersion(document),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void TheCurrentVersionIsAccepted()
    {
        var document = _example.Document();
        _example.Accept(_example.NewVersion(document), TransactionId.Iti57);
        _example.Accept(_example.NewVersion(document, previous: 2), TransactionId.Iti57);
    }
}
