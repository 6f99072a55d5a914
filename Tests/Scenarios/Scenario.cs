using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Scenarios.ContentStores;
using XdsDmp.Tests.Support;

[assembly: Parallelize(Workers = 4, Scope = ExecutionScope.MethodLevel)]

namespace XdsDmp.Tests.Scenarios;

/// <summary>
/// What use cases have in common: the services that most of them share, each with a patient of its own, and what they
/// look for.
/// </summary>
[TestClass]
public static class Scenario
{
    private static readonly Lazy<Task<TestServices>> Shared = new(() => TestServices.StartAsync());

    /// <summary>
    /// Started by the first test that asks, stopped when all have run. A test that breaks things starts its own.
    /// </summary>
    public static Task<TestServices> ServicesAsync() => Shared.Value;

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        var log = Shared.IsValueCreated ? await StopAsync(await Shared.Value) : [];
        await S3Server.StopSharedAsync();
        TestFolder.DeleteAll();

        // Whatever the callers did, nothing of ours may have failed.
        var failures = log.Where(line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.AreEqual("", string.Join("\n", failures));
    }

    public static void IsSuccess(RegistryResponse response) => Assert.AreEqual(
        ResponseStatus.Success, response.Status,
        string.Join("\n", response.Errors.Select(e => $"{e.Code}: {e.Context}")));

    /// <summary>Refused as a whole, and with no other code than these.</summary>
    public static void IsRefused(RegistryResponse response, params RegistryErrorCode[] codes)
    {
        Assert.AreEqual(ResponseStatus.Failure, response.Status);
        CollectionAssert.AreEquivalent(
            codes.Select(c => $"{c}").ToList(), response.Errors.Select(e => e.Code).ToList(),
            string.Join("\n", response.Errors.Select(e => $"{e.Code}: {e.Context}")));
    }

    /// <summary>The patient's entries with that status.</summary>
    public static async Task<IReadOnlyList<ExtrinsicObject>> EntriesAsync(
        this TestClient client, string patient, string status = XdsUrns.StatusApproved)
    {
        var found = await client.QueryAsync(new StoredQueryRequest(
            StoredQueryDefinitions.FindDocuments.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.DocumentEntryPatientId, QueryValue.Text(patient)),
            new QuerySlot(ParameterNames.DocumentEntryStatus, QueryValue.Texts(status))));
        IsSuccess(found.Response);
        return [.. found.Objects.Objects.OfType<ExtrinsicObject>()];
    }

    /// <summary>The entry of a document whose uniqueId no other has.</summary>
    public static async Task<ExtrinsicObject?> EntryOfAsync(this TestClient client, string uniqueId)
    {
        var found = await client.QueryAsync(new StoredQueryRequest(
            StoredQueryDefinitions.GetDocuments.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.DocumentEntryUniqueId, QueryValue.Texts(uniqueId))));
        IsSuccess(found.Response);
        return found.Objects.Objects.OfType<ExtrinsicObject>().SingleOrDefault();
    }

    public static string UniqueIdOf(this ExtrinsicObject entry) =>
        entry.ExternalIdentifierValue(XdsUrns.DocumentEntry.UniqueId)!;

    private static async Task<IReadOnlyList<string>> StopAsync(TestServices services)
    {
        await services.DisposeAsync();
        return services.Log;
    }
}
