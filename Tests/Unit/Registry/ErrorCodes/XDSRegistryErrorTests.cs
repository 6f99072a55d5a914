using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>A query that cannot be read, where no code says more.</summary>
[TestClass]
public sealed class XDSRegistryErrorTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AnUnknownReturnTypeIsRefused()
    {
        var found = _example.Registry.Query(new StoredQueryRequest(
            StoredQueryDefinitions.GetDocuments.Id, "LeafClassWithRepositoryItem", null,
            [new QuerySlot(ParameterNames.DocumentEntryUniqueId, QueryValue.Texts("1.2.3"))]));
        Example.Refused(RegistryErrorCode.XDSRegistryError, "SQ-return-type", found.Response);
    }

    [TestMethod]
    public void ACodeWithoutSchemeIsRefused()
    {
        var found = _example.Registry.Query(Find(["('10')"]));
        Example.Refused(RegistryErrorCode.XDSRegistryError, "SQ-code", found.Response);
    }

    [TestMethod]
    public void ACodeWithItsSchemeIsAnswered()
    {
        _example.Document();
        Assert.HasCount(1, _example.Registry.Query(Find(["('10^^1.3.6.1.4.1.19376.3.276.1')"])).Objects.Objects);
    }

    private static StoredQueryRequest Find(string[] classCode) => new(
        StoredQueryDefinitions.FindDocuments.Id, QueryReturnType.LeafClass,
        new QuerySlot(ParameterNames.DocumentEntryPatientId, QueryValue.Text(A.PatientId)),
        new QuerySlot(ParameterNames.DocumentEntryStatus, QueryValue.Texts(XdsUrns.StatusApproved)),
        new QuerySlot(ParameterNames.DocumentEntryClassCode, classCode));
}
