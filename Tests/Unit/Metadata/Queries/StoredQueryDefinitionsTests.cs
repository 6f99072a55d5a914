using XdsDmp.Metadata.Queries;

namespace XdsDmp.Tests.Unit.Metadata.Queries;

[TestClass]
public sealed class StoredQueryDefinitionsTests
{
    [TestMethod]
    public void ThereAreFourteenWithDifferentIdsNamesAndSections()
    {
        var all = StoredQueryDefinitions.All;

        Assert.HasCount(14, all);
        Assert.HasCount(14, all.Select(d => d.Id).Distinct().ToList());
        Assert.HasCount(14, all.Select(d => d.Name).Distinct().ToList());
        Assert.HasCount(14, all.Select(d => d.Section).Distinct().ToList());
    }

    [TestMethod]
    public void EachIdIsALowerCaseUuidUrn()
    {
        foreach (var definition in StoredQueryDefinitions.All)
        {
            Assert.StartsWith("urn:uuid:", definition.Id);
            Assert.AreEqual("urn:uuid:" + Guid.Parse(definition.Id[9..]), definition.Id);
        }
    }

    [TestMethod]
    public void ParametersAreNamedOnceAndAlternativesAreAmongThem()
    {
        foreach (var definition in StoredQueryDefinitions.All)
        {
            var names = definition.Parameters.Select(p => p.Name).ToList();
            Assert.HasCount(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).ToList());
            Assert.IsTrue(definition.Alternatives.SelectMany(a => a).All(names.Contains), definition.Name);
        }
    }

    [TestMethod]
    public void OnlyParametersOverMultiValuedAttributesMayBeRepeated()
    {
        var repeatable = StoredQueryDefinitions.All.SelectMany(d => d.Parameters).Where(p => p.IsAndOr)
            .Select(p => p.Name).Distinct().Order(StringComparer.Ordinal);

        Assert.AreEqual(
            "$XDSDocumentEntryConfidentialityCode $XDSDocumentEntryEventCodeList "
            + "$XDSDocumentEntryReferenceIdList $XDSFolderCodeList",
            string.Join(' ', repeatable));
    }

    [TestMethod]
    [DataRow("FindDocuments", "$XDSDocumentEntryPatientId $XDSDocumentEntryStatus")]
    [DataRow("FindSubmissionSets", "$XDSSubmissionSetPatientId $XDSSubmissionSetStatus")]
    [DataRow("FindFolders", "$XDSFolderPatientId $XDSFolderStatus")]
    [DataRow("GetAll", "$patientId $XDSDocumentEntryStatus $XDSSubmissionSetStatus $XDSFolderStatus")]
    [DataRow("GetDocuments", "")]
    [DataRow("GetFolders", "")]
    [DataRow("GetAssociations", "$uuid")]
    [DataRow("GetDocumentsAndAssociations", "")]
    [DataRow("GetSubmissionSets", "$uuid")]
    [DataRow("GetSubmissionSetAndContents", "")]
    [DataRow("GetFolderAndContents", "")]
    [DataRow("GetFoldersForDocument", "")]
    [DataRow("GetRelatedDocuments", "$AssociationTypes")]
    [DataRow("FindDocumentsByReferenceId",
        "$XDSDocumentEntryPatientId $XDSDocumentEntryStatus $XDSDocumentEntryReferenceIdList")]
    public void TheRequiredParametersAreThoseOfTheProfile(string query, string required)
    {
        var definition = StoredQueryDefinitions.All.Single(d => d.Name == query);

        Assert.AreEqual(required, string.Join(' ', definition.Parameters.Where(p => p.IsRequired).Select(p => p.Name)));
    }

    [TestMethod]
    [DataRow("GetDocuments", true)]
    [DataRow("GetFolders", true)]
    [DataRow("GetDocumentsAndAssociations", true)]
    [DataRow("GetSubmissionSetAndContents", false)]
    [DataRow("GetFolderAndContents", false)]
    [DataRow("GetFoldersForDocument", false)]
    [DataRow("GetRelatedDocuments", false)]
    public void TheAlternativesTakeListsWhereTheProfileSaysSo(string query, bool isMultiple)
    {
        var definition = StoredQueryDefinitions.All.Single(d => d.Name == query);

        var group = Assert.ContainsSingle(definition.Alternatives);
        Assert.HasCount(query is "GetDocuments" or "GetFolders" ? 3 : 2, group);
        Assert.IsTrue(group.All(name => definition.Parameters.Single(p => p.Name == name).IsMultiple == isMultiple));
    }
}
