using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>ITI-92: an attribute that stays.</summary>
[TestClass]
public sealed class UnmodifiableMetadataErrorTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AnotherSourcePatientIdIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.UnmodifiableMetadataError, "RMU-unmodifiable",
            _example.NewVersion(
                _example.Document(), change: e => e.With(SlotNames.SourcePatientId, "other^^^&1.2.3.4.5&ISO")),
            TransactionId.Iti92);
    }

    [TestMethod]
    public void AnotherObjectTypeIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.UnmodifiableMetadataError, "MU-objectType",
            _example.NewVersion(_example.Document(), change: e =>
                (e with { ObjectType = XdsUrns.OnDemandDocumentEntry })
                .Without(SlotNames.CreationTime, SlotNames.Hash, SlotNames.Size)),
            TransactionId.Iti92);
    }

    [TestMethod]
    public void AnotherLanguageIsAccepted()
    {
        _example.Accept(
            _example.NewVersion(_example.Document(), change: e => e.With(SlotNames.LanguageCode, "de-DE")),
            TransactionId.Iti92);
    }
}
