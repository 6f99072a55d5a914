using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>No more objects than the operator allows.</summary>
[TestClass]
public sealed class XDSTooManyResultsTests
{
    [TestMethod]
    public void MoreThanTheLimitIsRefusedAsAWhole()
    {
        using var small = WithThree(maxResults: 2);
        Example.Refused(RegistryErrorCode.XDSTooManyResults, "SQ-too-many", All(small).Response);
    }

    [TestMethod]
    public void AsManyAsTheLimitAreAnswered()
    {
        using var small = WithThree(maxResults: 3);
        Assert.HasCount(3, All(small).Objects.Objects);
    }

    private static TestRegistry WithThree(int maxResults)
    {
        var registry = new TestRegistry(new RegistryOptions
        {
            UnknownPatients = UnknownPatients.Accept,
            MaxResults = maxResults,
        });
        for (var i = 0; i < 3; i++)
        {
            registry.Register(Example.SubmissionOf(Example.NewEntry()));
        }

        return registry;
    }

    private static AdhocQueryResponse All(TestRegistry registry) => registry.Query(new StoredQueryRequest(
        StoredQueryDefinitions.FindDocuments.Id, QueryReturnType.LeafClass,
        new QuerySlot(ParameterNames.DocumentEntryPatientId, QueryValue.Text(A.PatientId)),
        new QuerySlot(ParameterNames.DocumentEntryStatus, QueryValue.Texts(XdsUrns.StatusApproved))));
}
