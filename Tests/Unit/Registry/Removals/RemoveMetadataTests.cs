using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.Removals;

/// <summary>ITI-62 Remove Metadata (ITI TF-2 §3.62).</summary>
[TestClass]
public sealed class RemoveMetadataTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AWholeSubmissionGoes()
    {
        var document = _example.Document();
        var membership = _example.AssociationsOf(document).Single();
        Accept(document, membership.Id!, membership.SourceObject!);
        Assert.AreEqual(0, _example.Registry.CountObjects());
    }

    [TestMethod]
    public void AFolderWithItsDocumentsGoes()
    {
        var (folder, document) = _example.Folder();
        Accept([.. WholeOf(folder, document)]);
        Assert.AreEqual(0, _example.Registry.CountObjects());
    }

    [TestMethod]
    public void AMembershipGoesAndBothEndsStay()
    {
        var (folder, document) = _example.Folder();
        var membership = _example.AssociationsOf(document).Single(a => a.SourceObject == folder).Id!;
        var ofSet = _example.AssociationsOf(membership).Single().Id!;
        Accept(membership, ofSet);
        Assert.IsEmpty(_example.MembersOf(folder));
    }

    [TestMethod]
    public void AnUnknownIdIsRefused()
    {
        Refuse(RegistryErrorCode.UnresolvedReferenceException, "RM-reference", Example.NewUuid());
    }

    [TestMethod]
    public void WhatOthersReferToStays()
    {
        Refuse(RegistryErrorCode.ReferencesExistException, "RM-referenced", _example.Document());
    }

    [TestMethod]
    public void NothingIsLeftHangingInTheAir()
    {
        var document = _example.Document();
        var membership = _example.AssociationsOf(document).Single();
        Refuse(RegistryErrorCode.XDSUnreferencedObjectException, "RM-unreferenced", document, membership.Id!);
    }

    [TestMethod]
    public void AfterwardsTheUniqueIdIsFree()
    {
        var entry = Example.NewEntry();
        var submission = Example.SubmissionOf(entry);
        _example.Accept(submission);
        var membership = _example.AssociationsOf(entry.Id!).Single();
        Accept(entry.Id!, membership.Id!, membership.SourceObject!);
        _example.Accept(submission);
    }

    [TestMethod]
    public void AnOlderVersionGoesAlone()
    {
        var document = _example.Document();
        var update = _example.NewVersion(document);
        _example.Accept(update, TransactionId.Iti57);
        var membership = _example.AssociationsOf(document).Single();
        Accept(document, membership.Id!, membership.SourceObject!);
        Assert.AreEqual(
            XdsUrns.StatusApproved, _example.Get(update.Objects.OfType<ExtrinsicObject>().Single().Id!).Status);
    }

    [TestMethod]
    public void NoObjectsAreNoRequest()
    {
        Assert.ThrowsExactly<MalformedMessageException>(() => Remove());
    }

    [TestMethod]
    public void AScopeOfDeletionIsRefused()
    {
        var body = System.Text.Encoding.UTF8.GetBytes(
            """
            <RemoveObjectsRequest xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0" deletionScope="DeleteAll">
              <ObjectRefList xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><ObjectRef id="urn:uuid:x"/>
              </ObjectRefList></RemoveObjectsRequest>
            """);
        Assert.ThrowsExactly<MalformedMessageException>(() => _example.Registry.Send(TransactionId.Iti62, body));
    }

    private IEnumerable<string> WholeOf(params string[] objects)
    {
        var associations = objects.SelectMany(_example.AssociationsOf).Select(a => a.Id!).Distinct().ToList();
        var ofAssociations = associations.SelectMany(_example.AssociationsOf).ToList();
        var sets = objects.SelectMany(_example.AssociationsOf).Concat(ofAssociations)
            .Select(a => a.SourceObject!).Except(objects);
        return objects.Concat(associations).Concat(ofAssociations.Select(a => a.Id!)).Concat(sets).Distinct();
    }

    private RegistryResponse Remove(params string[] ids) => TestRegistry.Response(_example.Registry.Send(
        TransactionId.Iti62, TestClient.Written(xml => RemoveObjectsRequestWriter.Write(xml, ids))));

    private void Accept(params string[] ids)
    {
        var response = Remove(ids);
        Assert.AreEqual(
            ResponseStatus.Success, response.Status, string.Join('\n', response.Errors.Select(e => e.Context)));
    }

    private void Refuse(RegistryErrorCode code, string rule, params string[] ids)
    {
        var before = _example.Registry.CountObjects();
        Example.Refused(code, rule, Remove(ids));
        Assert.AreEqual(before, _example.Registry.CountObjects());
    }
}
