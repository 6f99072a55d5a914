using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>A parameter that the query requires.</summary>
[TestClass]
public sealed class XDSStoredQueryMissingParamTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AMissingStatusIsRefused()
    {
        var found = _example.Registry.Query(new StoredQueryRequest(
            StoredQueryDefinitions.FindDocuments.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.DocumentEntryPatientId, QueryValue.Text(A.PatientId))));
        Example.Refused(RegistryErrorCode.XDSStoredQueryMissingParam, "SQ-parameter-missing", found.Response);
    }

    [TestMethod]
    public void WithBothItIsAnswered()
    {
        _example.Document();
        var found = _example.Registry.Find(
            StoredQueryDefinitions.FindDocuments,
            new QuerySlot(ParameterNames.DocumentEntryPatientId, QueryValue.Text(A.PatientId)),
            new QuerySlot(ParameterNames.DocumentEntryStatus, QueryValue.Texts(XdsUrns.StatusApproved)));
        Assert.HasCount(1, found);
    }
}
