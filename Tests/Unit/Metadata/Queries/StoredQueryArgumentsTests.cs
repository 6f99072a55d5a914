using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.Tests.Unit.Metadata.Queries;

[TestClass]
public sealed class StoredQueryArgumentsTests
{
    private const string Approved = "urn:oasis:names:tc:ebxml-regrep:StatusType:Approved";
    private const string Deprecated = "urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated";
    private const string Stable = "urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1";
    private const string OnDemand = "urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248";

    [TestMethod]
    [DataRow("'st3498702^^^&1.3.6.1.4&ISO'")]
    [DataRow("st3498702^^^&1.3.6.1.4&ISO")]
    [DataRow("\"st3498702^^^&1.3.6.1.4&ISO\"")]
    public void APatientIdIsReadWithQuotesOrWithout(string value) =>
        Assert.AreEqual(
            "st3498702^^^&1.3.6.1.4&ISO",
            FindDocuments(new QuerySlot(ParameterNames.DocumentEntryPatientId, value))
                .GetString(ParameterNames.DocumentEntryPatientId));

    [TestMethod]
    [DataRow("2005", "20050101000000")]
    [DataRow("200502", "20050201000000")]
    [DataRow("20050228", "20050228000000")]
    [DataRow("2005022823", "20050228230000")]
    [DataRow("200502282359", "20050228235900")]
    [DataRow("20050228235958", "20050228235958")]
    [DataRow("'2005'", "20050101000000")]
    [DataRow(" 2005 ", "20050101000000")]
    public void ATimeIsPaddedToItsLowestInstant(string value, string expected) =>
        Assert.AreEqual(
            expected,
            FindDocuments(new QuerySlot(ParameterNames.DocumentEntryCreationTimeFrom, value))
                .GetTime(ParameterNames.DocumentEntryCreationTimeFrom));

    [TestMethod]
    public void WhatWasNotGivenIsAbsent()
    {
        var arguments = FindDocuments();

        Assert.IsNull(arguments.GetTime(ParameterNames.DocumentEntryCreationTimeFrom));
        Assert.IsEmpty(arguments.GetCodes(ParameterNames.DocumentEntryClassCode));
        Assert.IsEmpty(arguments.GetStrings(ParameterNames.DocumentEntryAuthorPerson));
        Assert.IsFalse(arguments.Has(ParameterNames.DocumentEntryClassCode));
        Assert.IsTrue(arguments.Has(ParameterNames.DocumentEntryPatientId));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("  \n")]
    public void ASlotWithoutValueIsAbsent(string value) =>
        Assert.IsFalse(
            FindDocuments(new QuerySlot(ParameterNames.DocumentEntryClassCode, value))
                .Has(ParameterNames.DocumentEntryClassCode));

    [TestMethod]
    public void ValuesOfOneSlotAreAlternativesAndSlotsAreAllWanted()
    {
        var codes = FindDocuments(
            new QuerySlot(ParameterNames.DocumentEntryEventCodeList, "('a^^1','b^^1')", "('c^^2')"),
            new QuerySlot(ParameterNames.DocumentEntryEventCodeList, "('d^^3')"))
            .GetCodes(ParameterNames.DocumentEntryEventCodeList);

        Assert.HasCount(2, codes);
        Assert.AreSequenceEqual([new QueryCode("a", "1"), new("b", "1"), new("c", "2")], codes[0]);
        Assert.AreSequenceEqual([new QueryCode("d", "3")], codes[1]);
    }

    [TestMethod]
    public void CommasQuotesAndBlanksInACodeBelongToIt() =>
        Assert.AreEqual(
            new QueryCode("a,'b c", "urn:x"),
            FindDocuments(new QuerySlot(ParameterNames.DocumentEntryClassCode, "( 'a,''b c^^urn:x' )"))
                .GetCodes(ParameterNames.DocumentEntryClassCode).Single().Single());

    [TestMethod]
    public void StatusesNotUnderstoodAreIgnored()
    {
        var statuses = FindDocuments(new QuerySlot(
            ParameterNames.DocumentEntryStatus, $"('urn:x:Unknown','{Deprecated}')", $"(' {Approved} ','{Approved}')"))
            .GetStatuses(ParameterNames.DocumentEntryStatus);

        Assert.AreSequenceEqual([AvailabilityStatus.Deprecated, AvailabilityStatus.Approved], statuses);
    }

    [TestMethod]
    [DataRow(null, DocumentEntryTypes.Stable)]
    [DataRow($"('{Stable}')", DocumentEntryTypes.Stable)]
    [DataRow($"('{OnDemand}')", DocumentEntryTypes.OnDemand)]
    [DataRow($"('{OnDemand}','{Stable}')", DocumentEntryTypes.Stable | DocumentEntryTypes.OnDemand)]
    [DataRow("('urn:uuid:34268E47-FDF5-41A6-BA33-82133C465248')", DocumentEntryTypes.OnDemand)]
    [DataRow("('urn:x')", DocumentEntryTypes.None)]
    public void TypesDefaultToStable(string? value, DocumentEntryTypes expected)
    {
        QuerySlot[] slots = value is null ? [] : [new QuerySlot(ParameterNames.DocumentEntryType, value)];

        Assert.AreEqual(expected, FindDocuments(slots).GetDocumentEntryTypes());
    }

    [TestMethod]
    public void EntryUuidsAreReadInEitherCaseAndOthersLeftOut()
    {
        var request = new StoredQueryRequest(
            StoredQueryDefinitions.GetAssociations.Id, QueryReturnType.ObjectRef,
            new QuerySlot(
                ParameterNames.Uuid, $"('{Stable}','Document01','urn:uuid:7EDCA82F-054D-47F2-A032-9B2A5B5186C1')"));

        var arguments = Parsed(StoredQueryDefinitions.GetAssociations, request);

        Assert.AreEqual(EntryUuid.Parse(Stable), arguments.GetEntryUuids(ParameterNames.Uuid).Single());
        Assert.AreEqual(QueryReturnType.ObjectRef, arguments.ReturnType);
    }

    [TestMethod]
    public void ANameInAnotherCaseIsTheSameParameter() =>
        Assert.AreEqual(
            "20050101000000",
            FindDocuments(new QuerySlot("$xdsDocumentEntryCREATIONTIMEFrom", "2005"))
                .GetTime(ParameterNames.DocumentEntryCreationTimeFrom));

    [TestMethod]
    public void ANumberIsReadWithQuotesOrWithout()
    {
        var definition = new StoredQueryDefinition(
            "urn:uuid:x", "Test", "none", [QueryParameter.Optional("$n", ParameterKind.Number)]);

        foreach (var value in (string[])["2", "'2'", " 2 "])
        {
            var request = new StoredQueryRequest(definition.Id, QueryReturnType.LeafClass, new QuerySlot("$n", value));
            Assert.AreEqual(2, Parsed(definition, request).GetNumber("$n"));
        }

        foreach (var value in (string[])["x", "-1", "1.5", "12345678901"])
        {
            var request = new StoredQueryRequest(definition.Id, QueryReturnType.LeafClass, new QuerySlot("$n", value));
            Assert.IsNull(StoredQueryParameters.Parse(definition, request, new RegistryErrors()));
        }
    }

    [TestMethod]
    public void AskingForAParameterTheTableLacksThrows()
    {
        var arguments = FindDocuments();

        Assert.ThrowsExactly<ArgumentException>(() => arguments.GetString(ParameterNames.FolderUniqueId));
        Assert.ThrowsExactly<ArgumentException>(() => arguments.GetTime(ParameterNames.DocumentEntryClassCode));
    }

    private static StoredQueryArguments FindDocuments(params QuerySlot[] slots)
    {
        QuerySlot[] required =
        [
            new(ParameterNames.DocumentEntryPatientId, "'1^^^&1.2.3&ISO'"),
            new(ParameterNames.DocumentEntryStatus, $"('{Approved}')"),
        ];
        return Parsed(
            StoredQueryDefinitions.FindDocuments,
            new StoredQueryRequest(
                StoredQueryDefinitions.FindDocuments.Id, QueryReturnType.LeafClass,
                [.. slots, .. required.Where(r => slots.All(s => s.Name != r.Name))]));
    }

    private static StoredQueryArguments Parsed(StoredQueryDefinition definition, StoredQueryRequest request)
    {
        var errors = new RegistryErrors();
        var arguments = StoredQueryParameters.Parse(definition, request, errors);
        Assert.IsNotNull(arguments, string.Join(Environment.NewLine, errors));
        return arguments;
    }
}
