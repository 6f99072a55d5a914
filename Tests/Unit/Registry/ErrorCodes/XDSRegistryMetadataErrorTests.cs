using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>A fault of metadata itself.</summary>
[TestClass]
public sealed class XDSRegistryMetadataErrorTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AMissingAttributeIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "DE-languageCode",
            Example.SubmissionOf(Example.NewEntry().Without(SlotNames.LanguageCode)));
    }

    [TestMethod]
    public void AnEntryUuidThatIsRegisteredIsRefused()
    {
        var document = _example.Document();
        _example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "REG-entryUUID",
            Example.SubmissionOf(A.DocumentEntry(document, TestSubmission.NewOid())));
    }

    [TestMethod]
    public void AllFaultsAreTold()
    {
        var response = _example.Registry.Register(Example.SubmissionOf(
            Example.NewEntry().Without(SlotNames.LanguageCode, SlotNames.Hash).With(SlotNames.Size, "many")));
        Assert.HasCount(3, response.Errors);
    }

    [TestMethod]
    public void ExtraMetadataIsKept()
    {
        var document = _example.Document(change: e => e.With("urn:example:more", "one", "two"));
        Assert.AreEqual("one, two", string.Join(", ", _example.Get(document).Slot("urn:example:more")!.Values));
    }
}
