using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>The id of no stored query.</summary>
[TestClass]
public sealed class XDSUnknownStoredQueryTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AnUnknownIdIsRefused()
    {
        var found = _example.Registry.Query(new StoredQueryRequest(Example.NewUuid(), QueryReturnType.LeafClass));
        Example.Refused(RegistryErrorCode.XDSUnknownStoredQuery, "SQ-query-id", found.Response);
    }

    [TestMethod]
    public void AKnownIdIsAcceptedInUpperCase()
    {
        var document = _example.Document();
        var found = _example.Registry.Query(new StoredQueryRequest(
            StoredQueryDefinitions.GetDocuments.Id.ToUpperInvariant(), QueryReturnType.ObjectRef,
            new QuerySlot(ParameterNames.DocumentEntryEntryUuid, QueryValue.Texts(document))));
        Assert.HasCount(1, found.Objects.Objects);
    }
}
