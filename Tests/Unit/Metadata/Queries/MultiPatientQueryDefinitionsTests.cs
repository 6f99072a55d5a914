using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.Tests.Unit.Metadata.Queries;

[TestClass]
public sealed class MultiPatientQueryDefinitionsTests
{
    [TestMethod]
    public void NoIdOrNameIsThatOfAnotherQuery()
    {
        var all = StoredQueryDefinitions.All.Concat(MultiPatientQueryDefinitions.All).ToList();

        Assert.HasCount(17, all.Select(d => d.Id).Distinct().ToList());
        Assert.HasCount(17, all.Select(d => d.Name).Distinct().ToList());
    }

    [TestMethod]
    [DataRow("FindDocumentsForMultiplePatients", "FindDocuments")]
    [DataRow("FindFoldersForMultiplePatients", "FindFolders")]
    [DataRow("FindDocumentsByReferenceIdForMultiplePatients", "FindDocumentsByReferenceId")]
    public void OnlyThePatientDiffersFromTheQueryOfOnePatient(string name, string ofOnePatient)
    {
        var multiple = MultiPatientQueryDefinitions.All.Single(d => d.Name == name).Parameters;
        var one = StoredQueryDefinitions.All.Single(d => d.Name == ofOnePatient).Parameters;

        Assert.AreEqual(multiple[0], one[0] with { IsRequired = false, IsMultiple = true });
        Assert.AreSequenceEqual(one.Skip(1), multiple.Skip(1));
    }

    [TestMethod]
    [DataRow("('%')", false)]
    [DataRow("('1^^^&1','_^^^&1')", false)]
    [DataRow("('1%','2^^^&1')", true)]
    public void AReferenceIdBoundsTheSearchByItsBeginning(string value, bool isAccepted)
    {
        var query = MultiPatientQueryDefinitions.FindDocumentsByReferenceIdForMultiplePatients;
        var errors = new RegistryErrors();

        var arguments = StoredQueryParameters.Parse(
            query,
            new StoredQueryRequest(query.Id, QueryReturnType.ObjectRef,
            [
                new(ParameterNames.DocumentEntryReferenceIdList, value),
                new(ParameterNames.DocumentEntryStatus, QueryValue.Texts(XdsUrns.StatusApproved)),
            ]),
            errors);

        Assert.AreEqual(isAccepted, arguments is not null);
        Assert.AreEqual(
            isAccepted ? "" : "XDSStoredQueryMissingParam", string.Concat(errors.Select(e => e.Code)));
    }
}
