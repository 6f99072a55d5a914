using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>ITI-62: an object that would stay would hang in the air.</summary>
[TestClass]
public sealed class XDSUnreferencedObjectExceptionTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void ADocumentWithoutItsSubmissionSetIsRefused()
    {
        var document = _example.Document();
        Example.Refused(
            RegistryErrorCode.XDSUnreferencedObjectException, "RM-unreferenced",
            Remove(document, _example.AssociationsOf(document).Single().Id!));
    }

    [TestMethod]
    public void WithItIsAccepted()
    {
        var document = _example.Document();
        var membership = _example.AssociationsOf(document).Single();
        Assert.AreEqual(
            ResponseStatus.Success, Remove(document, membership.Id!, membership.SourceObject!).Status);
    }

    private RegistryResponse Remove(params string[] ids) => TestRegistry.Response(_example.Registry.Send(
        TransactionId.Iti62, TestClient.Written(xml => RemoveObjectsRequestWriter.Write(xml, ids))));
}
