using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>More values than the parameter takes.</summary>
[TestClass]
public sealed class XDSStoredQueryParamNumberTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void TwoAlternativesAreRefused()
    {
        var found = _example.Registry.Query(new StoredQueryRequest(
            StoredQueryDefinitions.GetDocuments.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.DocumentEntryEntryUuid, QueryValue.Texts(Example.NewUuid())),
            new QuerySlot(ParameterNames.DocumentEntryUniqueId, QueryValue.Texts("1.2.3"))));
        Example.Refused(RegistryErrorCode.XDSStoredQueryParamNumber, "SQ-alternatives", found.Response);
    }

    [TestMethod]
    public void TwoPatientsAreRefused()
    {
        var found = _example.Registry.Query(new StoredQueryRequest(
            StoredQueryDefinitions.FindDocuments.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.DocumentEntryPatientId, QueryValue.Texts(A.PatientId, Example.OtherPatient)),
            new QuerySlot(ParameterNames.DocumentEntryStatus, QueryValue.Texts(XdsUrns.StatusApproved))));
        Example.Refused(RegistryErrorCode.XDSStoredQueryParamNumber, "SQ-parameter-number", found.Response);
    }

    [TestMethod]
    public void OneOfThemIsAnswered()
    {
        var document = _example.Document();
        Assert.HasCount(1, _example.Registry.Find(
            StoredQueryDefinitions.GetDocuments,
            new QuerySlot(ParameterNames.DocumentEntryEntryUuid, QueryValue.Texts(document))));
    }
}
