using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Relationships;

/// <summary>Four ways to put a document into a folder (ITI TF-3 §4.2.2.1.3), and what folders say of it.</summary>
[TestClass]
public sealed class FolderMembershipTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void BothMayBeNew()
    {
        var (folder, document) = _example.Folder();
        CollectionAssert.AreEqual(new[] { document }, _example.MembersOf(folder).ToArray());
    }

    [TestMethod]
    public void BothMayBeRegistered()
    {
        var (folder, _) = _example.Folder();
        var document = _example.Document();
        _example.Accept(Putting(document, folder));
        CollectionAssert.Contains(_example.MembersOf(folder).ToArray(), document);
    }

    [TestMethod]
    public void ANewDocumentGoesIntoARegisteredFolder()
    {
        var (folder, _) = _example.Folder();
        var entry = Example.NewEntry();
        _example.Accept(Example.SubmissionOf(entry)
            .With(A.Association(Types.HasMember, folder, entry.Id!, id: "InFolder01"))
            .With(A.Association(Types.HasMember, A.Set, "InFolder01")));
        CollectionAssert.Contains(_example.MembersOf(folder).ToArray(), entry.Id);
    }

    [TestMethod]
    public void ARegisteredDocumentGoesIntoANewFolder()
    {
        var document = _example.Document();
        var folder = A.Folder(Example.NewUuid(), TestSubmission.NewOid());
        _example.Accept(Example.InFolder(A.Submission(Example.NewSet()), folder, document));
        CollectionAssert.AreEqual(new[] { document }, _example.MembersOf(folder.Id!).ToArray());
    }

    [TestMethod]
    public void TheFolderSaysWhenItGotADocument()
    {
        var (folder, _) = _example.Folder();
        _example.Registry.Clock.Now += TimeSpan.FromSeconds(90);
        _example.Accept(Putting(_example.Document(), folder));
        Assert.AreEqual("20260301120130", _example.Get(folder).SlotValue(SlotNames.LastUpdateTime));
    }

    [TestMethod]
    public void TheTimeOfAFolderNeverGoesBack()
    {
        var (folder, _) = _example.Folder();
        _example.Registry.Clock.Now -= TimeSpan.FromHours(1);
        _example.Accept(Putting(_example.Document(), folder));
        Assert.AreEqual("20260301120000", _example.Get(folder).SlotValue(SlotNames.LastUpdateTime));
    }

    [TestMethod]
    public void ADeprecatedDocumentIsRefused()
    {
        var (folder, _) = _example.Folder();
        var (replaced, _) = _example.Replaced();
        _example.Refuse(
            RegistryErrorCode.XDSRegistryDeprecatedDocumentError, "REG-referenceApproved", Putting(replaced, folder));
    }

    [TestMethod]
    public void AnUnknownFolderIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "REG-reference",
            Putting(_example.Document(), Example.NewUuid()));
    }

    [TestMethod]
    public void ADocumentIsNoFolder()
    {
        _example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "REG-referenceKind",
            Putting(_example.Document(), _example.Document()));
    }

    [TestMethod]
    public void ADocumentOfAnotherPatientIsRefused()
    {
        var (folder, _) = _example.Folder();
        _example.Refuse(
            RegistryErrorCode.XDSPatientIdDoesNotMatch, "REG-referencePatient",
            Putting(_example.Document(Example.OtherPatient), folder));
    }

    [TestMethod]
    public void AMembershipThatTheSubmissionSetDoesNotHaveIsRefused()
    {
        var (folder, _) = _example.Folder();
        _example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "SUB-member",
            Example.Statement(A.Association(Types.HasMember, folder, _example.Document())));
    }

    private static RegistryObjectList Putting(string document, string folder) => Example.Statement(
        A.Association(Types.HasMember, folder, document, id: "InFolder01"),
        A.Association(Types.HasMember, A.Set, "InFolder01"));
}
