using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>ITI-62: something that would stay refers to the object.</summary>
[TestClass]
public sealed class ReferencesExistExceptionTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AReplacedDocumentAloneIsRefused()
    {
        var (replaced, _) = _example.Replaced();
        var membership = _example.AssociationsOf(replaced).Single(a => a.AssociationType == Types.HasMember);
        Example.Refused(
            RegistryErrorCode.ReferencesExistException, "RM-referenced",
            Remove(replaced, membership.Id!, membership.SourceObject!));
    }

    [TestMethod]
    public void WithTheReplacementsReferenceItIsAccepted()
    {
        var (replaced, _) = _example.Replaced();
        var associations = _example.AssociationsOf(replaced);
        var set = associations.Single(a => a.AssociationType == Types.HasMember).SourceObject!;
        var response = Remove([replaced, set, .. associations.Select(a => a.Id!)]);
        Assert.AreEqual(ResponseStatus.Success, response.Status);
    }

    private RegistryResponse Remove(params string[] ids) => TestRegistry.Response(_example.Registry.Send(
        TransactionId.Iti62, TestClient.Written(xml => RemoveObjectsRequestWriter.Write(xml, ids))));
}
