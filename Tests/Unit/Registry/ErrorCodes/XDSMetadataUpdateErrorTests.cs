using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>An update whose preconditions do not hold.</summary>
[TestClass]
public sealed class XDSMetadataUpdateErrorTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AnUpdateOfADeprecatedEntryIsRefused()
    {
        var (replaced, _) = _example.Replaced();
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "MU-approved", _example.NewVersion(replaced),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void AnUpdateOfItsReplacementIsAccepted()
    {
        var (_, replacement) = _example.Replaced();
        _example.Accept(_example.NewVersion(replacement), TransactionId.Iti57);
    }
}
