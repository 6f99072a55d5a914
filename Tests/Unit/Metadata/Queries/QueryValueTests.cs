using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.Tests.Unit.Metadata.Queries;

[TestClass]
public sealed class QueryValueTests
{
    [TestMethod]
    public void QuotesAreDoubled()
    {
        Assert.AreEqual("'O''Brien'", QueryValue.Text("O'Brien").Single());
        Assert.AreEqual("('O''Brien','b')", QueryValue.Texts("O'Brien", "b").Single());
    }

    [TestMethod]
    public void CodesCarryTheirScheme() =>
        Assert.AreEqual(
            "('55107-7^^2.16.840.1.113883.6.1')",
            QueryValue.Codes(new QueryCode("55107-7", "2.16.840.1.113883.6.1")).Single());

    [TestMethod]
    public void NumbersAndTimesStandWithoutQuotes()
    {
        Assert.AreEqual("2", QueryValue.Number(2).Single());
        Assert.AreEqual("200412", QueryValue.Time("200412").Single());
    }

    [TestMethod]
    public void ALongListIsSplitBetweenMembers()
    {
        var ids = Enumerable.Range(0, 100).Select(i => $"urn:uuid:00000000-0000-0000-0000-{i:d12}").ToList();

        var values = QueryValue.Texts(ids);

        Assert.IsTrue(values.All(v => v.Length <= 256 && v.StartsWith("('", StringComparison.Ordinal)));
        var members = new List<string>();
        foreach (var value in values)
        {
            Assert.IsNull(new QueryValueScanner(value).ReadList(mayBeUnquoted: false, 1_000, members));
        }

        Assert.AreSequenceEqual(ids, members);
    }

    [TestMethod]
    public void AListFillsAValueUpTo256Characters()
    {
        // Two parentheses, two members with two quotes each, one comma.
        var exact = QueryValue.Texts(new string('a', 100), new string('b', 256 - 2 - 102 - 1 - 2));
        var over = QueryValue.Texts(new string('a', 100), new string('b', 256 - 2 - 102 - 1 - 2 + 1));

        Assert.AreEqual(256, exact.Single().Length);
        Assert.HasCount(2, over);
    }

    [TestMethod]
    public void WhatIsWrittenIsParsedToTheSame()
    {
        var request = new StoredQueryRequest(
            StoredQueryDefinitions.FindDocumentsByReferenceId.Id, QueryReturnType.ObjectRef,
            new(ParameterNames.DocumentEntryPatientId, QueryValue.Text("O'1^^^&1.2&ISO")),
            new(
                ParameterNames.DocumentEntryStatus,
                QueryValue.Texts("urn:oasis:names:tc:ebxml-regrep:StatusType:Approved")),
            new(ParameterNames.DocumentEntryCreationTimeTo, QueryValue.Time("2005")),
            new(
                ParameterNames.DocumentEntryEventCodeList,
                QueryValue.Codes(new QueryCode("a,'b", "1.2"), new("c", "1.3"))),
            new(ParameterNames.DocumentEntryReferenceIdList, QueryValue.Texts("r1", "r2")));

        var arguments = StoredQueryParameters.Parse(
            StoredQueryDefinitions.FindDocumentsByReferenceId, request, new RegistryErrors());

        Assert.IsNotNull(arguments);
        Assert.AreEqual("O'1^^^&1.2&ISO", arguments.GetString(ParameterNames.DocumentEntryPatientId));
        Assert.AreEqual("20050101000000", arguments.GetTime(ParameterNames.DocumentEntryCreationTimeTo));
        Assert.AreSequenceEqual(
            [new QueryCode("a,'b", "1.2"), new QueryCode("c", "1.3")],
            arguments.GetCodes(ParameterNames.DocumentEntryEventCodeList).Single());
        Assert.AreSequenceEqual(["r1", "r2"], arguments.GetStrings(ParameterNames.DocumentEntryReferenceIdList));
    }
}
