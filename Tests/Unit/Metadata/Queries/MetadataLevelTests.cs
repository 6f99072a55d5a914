using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.Tests.Unit.Metadata.Queries;

/// <summary>The parameters of the Document Metadata Update option.</summary>
[TestClass]
public sealed class MetadataLevelTests
{
    private static readonly QuerySlot Id = new(ParameterNames.Uuid, $"('urn:uuid:{Guid.NewGuid()}')");
    private static readonly QuerySlot LogicalId = Id with { Name = ParameterNames.DocumentEntryLogicalId };
    private static readonly QuerySlot LevelTwo = new(ParameterNames.MetadataLevel, "2");

    [TestMethod]
    public void EveryQueryTakesALevel() =>
        Assert.IsTrue(StoredQueryDefinitions.All.Concat(MultiPatientQueryDefinitions.All).All(
            d => d.Parameters.Any(p => p is { Name: "$MetadataLevel", IsRequired: false, IsMultiple: false })));

    [TestMethod]
    public void TheLevelIsOneUnlessTwoIsAskedFor()
    {
        Assert.AreEqual(1, Parse(StoredQueryDefinitions.GetAssociations, Id)!.GetMetadataLevel());
        Assert.AreEqual(2, Parse(StoredQueryDefinitions.GetAssociations, Id, LevelTwo)!.GetMetadataLevel());
    }

    [TestMethod]
    [DataRow("0", "SQ-metadata-level")]
    [DataRow("3", "SQ-metadata-level")]
    [DataRow("one", "SQ-number")]
    [DataRow("-1", "SQ-number")]
    public void AnotherLevelIsRefused(string level, string rule) =>
        Assert.AreEqual(
            $"XDSRegistryError {rule}",
            Refusal(StoredQueryDefinitions.GetAssociations, Id, new(ParameterNames.MetadataLevel, level)));

    [TestMethod]
    public void ALogicalIdIsRefusedAtLevelOne()
    {
        Assert.AreEqual("XDSRegistryError SQ-logical-id", Refusal(StoredQueryDefinitions.GetDocuments, LogicalId));
        Assert.IsNotNull(Parse(StoredQueryDefinitions.GetDocuments, LogicalId, LevelTwo));
    }

    [TestMethod]
    public void ALogicalIdExcludesTheOtherIds() =>
        Assert.AreEqual(
            "XDSStoredQueryParamNumber SQ-alternatives",
            Refusal(
                StoredQueryDefinitions.GetDocuments, LogicalId, LevelTwo,
                new(ParameterNames.DocumentEntryUniqueId, "('1.2.3')")));

    [TestMethod]
    [DataRow(null, "1", "Approved")]
    [DataRow(null, "2", "Approved")]
    [DataRow(XdsUrns.StatusDeprecated, "2", "Deprecated")]
    [DataRow(XdsUrns.StatusDeprecated, "1", "")]
    public void AssociationsAreApprovedUnlessOthersAreAskedForAtLevelTwo(string? status, string level, string expected)
    {
        QuerySlot[] slots = status is null ? [] : [new(ParameterNames.AssociationStatus, $"('{status}')")];

        var arguments = Parse(
            StoredQueryDefinitions.GetAssociations, [Id, new(ParameterNames.MetadataLevel, level), .. slots])!;

        Assert.AreEqual(expected, string.Join(' ', arguments.GetAssociationStatuses()));
    }

    [TestMethod]
    public void AQueryWithoutThatParameterHidesNoneAtLevelTwo() =>
        Assert.AreSequenceEqual(
            [AvailabilityStatus.Approved, AvailabilityStatus.Deprecated],
            Parse(StoredQueryDefinitions.GetSubmissionSets, Id, LevelTwo)!.GetAssociationStatuses());

    private static StoredQueryArguments? Parse(
        StoredQueryDefinition query, RegistryErrors errors, params QuerySlot[] slots) =>
        StoredQueryParameters.Parse(
            query, new StoredQueryRequest(query.Id, QueryReturnType.LeafClass, slots), errors);

    private static StoredQueryArguments? Parse(StoredQueryDefinition query, params QuerySlot[] slots) =>
        Parse(query, new RegistryErrors(), slots);

    /// <summary>Code and rule of the one error.</summary>
    private static string Refusal(StoredQueryDefinition query, params QuerySlot[] slots)
    {
        var errors = new RegistryErrors();
        Assert.IsNull(Parse(query, errors, slots));
        var error = errors.Single();
        return $"{error.Code} {error.Context.Split("[rule ")[1].Split(';')[0]}";
    }
}
