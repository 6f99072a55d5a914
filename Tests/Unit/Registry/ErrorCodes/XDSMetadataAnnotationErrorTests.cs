using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>ITI-92: the membership of a new version lacks what it must say.</summary>
[TestClass]
public sealed class XDSMetadataAnnotationErrorTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AMembershipWithoutPreviousVersionIsRefused()
    {
        var update = _example.NewVersion(_example.Document());
        var id = $"Member-{update.Objects.OfType<ExtrinsicObject>().Single().Id}";
        _example.Refuse(
            RegistryErrorCode.XDSMetadataAnnotationError, "MU-previousVersion",
            update.With<RimAssociation>(id, m => m.Without(SlotNames.PreviousVersion)), TransactionId.Iti92);
    }

    [TestMethod]
    public void AMembershipWithItIsAccepted()
    {
        _example.Accept(_example.NewVersion(_example.Document()), TransactionId.Iti92);
    }
}
