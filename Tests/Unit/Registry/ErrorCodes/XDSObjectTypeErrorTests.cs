using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>ITI-92: an object that this transaction does not update.</summary>
[TestClass]
public sealed class XDSObjectTypeErrorTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AFolderIsRefused()
    {
        var (folder, _) = _example.Folder();
        _example.Refuse(
            RegistryErrorCode.XDSObjectTypeError, "MU-operation", _example.NewFolderVersion(folder),
            TransactionId.Iti92);
    }

    [TestMethod]
    public void ADocumentIsAccepted()
    {
        var (_, document) = _example.Folder();
        _example.Accept(_example.NewVersion(document), TransactionId.Iti92);
    }
}
