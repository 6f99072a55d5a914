using System.Diagnostics;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.Tests.Unit.Metadata.Queries;

/// <summary>Whatever is sent is refused quickly, in one error that is short.</summary>
[TestClass]
public sealed class HostileQueryTests
{
    private const int Many = 1_000_000;

    [TestMethod]
    public void AMillionNestedParentheses() => AssertRefused(ParameterNames.Uuid, new string('(', Many));

    [TestMethod]
    public void AMillionQuotesThatDoNotClose() => AssertRefused(ParameterNames.Uuid, "(" + new string('\'', Many + 1));

    [TestMethod]
    public void AQuoteThatNeverCloses() => AssertRefused(ParameterNames.Uuid, "('" + new string('a', Many));

    [TestMethod]
    public void AMillionCommas() => AssertRefused(ParameterNames.Uuid, "('a'" + new string(',', Many));

    [TestMethod]
    public void AMillionBlanks() => AssertRefused(ParameterNames.Uuid, "('a'" + new string(' ', Many) + "x");

    [TestMethod]
    public void TenThousandValuesInOneList() =>
        AssertRefused(ParameterNames.Uuid, $"({string.Join(',', Enumerable.Repeat("'a'", 10_000))})");

    [TestMethod]
    public void TenThousandLists() =>
        AssertRefused(ParameterNames.Uuid, [.. Enumerable.Repeat("('a')", 10_000)]);

    [TestMethod]
    public void AValueOfAMillionCharacters() => AssertRefused(ParameterNames.Uuid, $"('{new string('a', Many)}')");

    [TestMethod]
    public void AMillionCarets() => AssertRefused(
        ParameterNames.FolderCodeList, $"('{new string('^', StoredQueryParameters.MaxValueLength)}')");

    [TestMethod]
    public void TenThousandSlots()
    {
        var slots = Enumerable.Repeat(new QuerySlot(ParameterNames.FolderCodeList, "('a^^b')"), 10_000);

        AssertRefused(StoredQueryDefinitions.FindFolders, [.. slots, .. FindFolders]);
    }

    [TestMethod]
    public void AsManyValuesAndSlotsAsAllowedAreAccepted()
    {
        var values = Enumerable.Range(0, StoredQueryParameters.MaxValues - StoredQueryParameters.MaxAndGroups + 1)
            .Select(i => new QueryCode($"c{i}", "1.2"));
        var slots = Enumerable.Range(1, StoredQueryParameters.MaxAndGroups - 1)
            .Select(i => new QuerySlot(ParameterNames.FolderCodeList, $"('d{i}^^1.2')"));
        var request = new StoredQueryRequest(
            "any", QueryReturnType.LeafClass,
            [new(ParameterNames.FolderCodeList, QueryValue.Codes(values)), .. slots, .. FindFolders]);

        Assert.IsNotNull(
            StoredQueryParameters.Parse(StoredQueryDefinitions.FindFolders, request, new RegistryErrors()));
    }

    private static QuerySlot[] FindFolders { get; } =
    [
        new(ParameterNames.FolderPatientId, "'1^^^&1.2&ISO'"),
        new(ParameterNames.FolderStatus, "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')"),
    ];

    private static void AssertRefused(string name, params string[] values)
    {
        var slot = new QuerySlot(name, values);
        if (name == ParameterNames.Uuid)
        {
            AssertRefused(StoredQueryDefinitions.GetAssociations, slot);
        }
        else
        {
            AssertRefused(StoredQueryDefinitions.FindFolders, [slot, .. FindFolders]);
        }
    }

    private static void AssertRefused(StoredQueryDefinition definition, params QuerySlot[] slots)
    {
        var errors = new RegistryErrors();
        var watch = Stopwatch.StartNew();

        var arguments = StoredQueryParameters.Parse(
            definition, new StoredQueryRequest(definition.Id, QueryReturnType.LeafClass, slots), errors);

        Assert.IsNull(arguments);
        Assert.IsLessThan(1_000, Assert.ContainsSingle(errors).Context.Length);

        // A pass over a megabyte takes milliseconds; what grows with its square takes minutes.
        Assert.IsLessThan(TimeSpan.FromSeconds(5), watch.Elapsed);
    }
}
