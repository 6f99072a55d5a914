using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>An answer in full is about one patient.</summary>
[TestClass]
public sealed class XDSResultNotSinglePatientTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void DocumentsOfTwoPatientsAreRefused()
    {
        var ids = new[] { _example.Document(), _example.Document(Example.OtherPatient) };
        Example.Refused(
            RegistryErrorCode.XDSResultNotSinglePatient, "SQ-single-patient",
            Documents(QueryReturnType.LeafClass, ids).Response);
    }

    [TestMethod]
    public void ReferencesToThemAreAnswered()
    {
        var ids = new[] { _example.Document(), _example.Document(Example.OtherPatient) };
        Assert.HasCount(2, Documents(QueryReturnType.ObjectRef, ids).Objects.Objects);
    }

    private AdhocQueryResponse Documents(QueryReturnType type, string[] ids) =>
        _example.Registry.Query(new StoredQueryRequest(
            StoredQueryDefinitions.GetDocuments.Id, type,
            new QuerySlot(ParameterNames.DocumentEntryEntryUuid, QueryValue.Texts(ids))));
}
