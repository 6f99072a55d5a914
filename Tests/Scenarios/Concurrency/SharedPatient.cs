using System.Collections.Concurrent;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Concurrency;

/// <summary>
/// What is known of a patient from answers that have come: whatever is asked later must not contradict it.
/// </summary>
internal sealed class SharedPatient(string id)
{
    private readonly string _folder = $"urn:uuid:{Guid.NewGuid()}";
    private readonly ConcurrentDictionary<string, SharedDocument> _current = new();
    private readonly ConcurrentBag<SharedDocument> _all = [];
    private readonly ConcurrentDictionary<string, string> _deprecated = new();
    private readonly ConcurrentDictionary<string, string> _replacedBy = new();
    private readonly ConcurrentDictionary<string, string> _uniqueIds = new();
    private readonly Lock _timeLock = new();
    private string _folderTime = "";
    private int _updates;
    private int _queries;

    public string Id => id;

    /// <summary>Documents that nobody is known to have replaced.</summary>
    public ICollection<SharedDocument> Current => _current.Values;

    public string Summary =>
        $"{_all.Count} documents, {_replacedBy.Count} replaced, {_updates} updates, {_queries} queries";

    /// <summary>A folder, which all documents go into.</summary>
    public async Task OpenAsync(TestClient client) => Scenario.IsSuccess(await client.RegisterAsync(A.Submission(
        A.SubmissionSet(uniqueId: TestSubmission.NewOid(), patientId: id),
        A.Folder(_folder, TestSubmission.NewOid(), id),
        A.Association(XdsUrns.Association.HasMember, A.Set, _folder))));

    public RegistryObjectList InFolder(RegistryObjectList submission, string document) => submission
        .With(A.Association(XdsUrns.Association.HasMember, _folder, document, id: "InFolder01"))
        .With(A.Association(XdsUrns.Association.HasMember, A.Set, "InFolder01"));

    public SharedDocument? Any(Random random) =>
        _current.Values.ToArray() is { Length: > 0 } all ? all[random.Next(all.Length)] : null;

    /// <summary>The uniqueId of an entry that is about to be submitted.</summary>
    public void Name(string entryUuid, string uniqueId) => _uniqueIds[entryUuid] = uniqueId;

    public void Add(string entryUuid)
    {
        var document = new SharedDocument(entryUuid, _uniqueIds[entryUuid]);
        _all.Add(document);
        _current[entryUuid] = document;
    }

    public void Replaced(SharedDocument document, string replaced, string replacement)
    {
        Assert.IsTrue(_replacedBy.TryAdd(replaced, replacement), $"{replaced} was replaced twice");
        _deprecated[replaced] = "replaced";
        _current.TryRemove(document.LogicalId, out _);
        Add(replacement);
    }

    public void Updated(SharedDocument document, int previous, string known, string entryUuid)
    {
        document.Add(previous + 1, entryUuid);
        _deprecated[known] = "an older version";
        Interlocked.Increment(ref _updates);
    }

    /// <summary>What was known to be Deprecated before the question is not answered as Approved.</summary>
    public async Task LookAtDocumentsAsync(TestClient client)
    {
        var deprecated = _deprecated.Keys.ToHashSet();
        foreach (var entry in await client.EntriesAsync(id))
        {
            Assert.AreEqual(XdsUrns.StatusApproved, entry.Status);
            Assert.DoesNotContain(entry.Id!, deprecated);
        }

        Interlocked.Increment(ref _queries);
    }

    /// <summary>The folder's time is not before one that was answered before the question.</summary>
    public async Task LookAtFolderAsync(TestClient client)
    {
        var before = LatestTime("");
        var found = await client.QueryAsync(new StoredQueryRequest(
            StoredQueryDefinitions.GetFolders.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.FolderEntryUuid, QueryValue.Texts(_folder))));
        var time = found.Objects.Objects.OfType<RegistryPackage>().Single().SlotValue(SlotNames.LastUpdateTime)!;
        Assert.IsGreaterThanOrEqualTo(0, string.CompareOrdinal(time, before), $"{time} after {before}");
        LatestTime(time);
        Interlocked.Increment(ref _queries);
    }

    /// <summary>Every answer that was given holds to the end.</summary>
    public async Task VerifyAsync(TestClient client)
    {
        var approved = (await client.EntriesAsync(id)).Select(e => e.Id!).ToList();
        CollectionAssert.AreEquivalent(_current.Values.Select(d => d.Latest).ToList(), approved);
        foreach (var document in _all)
        {
            var found = await client.QueryAsync(new StoredQueryRequest(
                StoredQueryDefinitions.GetDocuments.Id, QueryReturnType.LeafClass,
                new QuerySlot(ParameterNames.DocumentEntryUniqueId, QueryValue.Texts(document.UniqueId)),
                new QuerySlot("$MetadataLevel", QueryValue.Number(2))));
            var versions = found.Objects.Objects.OfType<ExtrinsicObject>()
                .OrderBy(e => int.Parse(e.VersionInfo!.VersionName!)).ToList();
            CollectionAssert.AreEqual(document.Versions.ToList(), versions.Select(v => v.Id).ToList());
            CollectionAssert.AreEqual(
                Enumerable.Range(1, versions.Count).Select(n => $"{n}").ToList(),
                versions.Select(v => v.VersionInfo!.VersionName).ToList());
        }
    }

    private string LatestTime(string seen)
    {
        lock (_timeLock)
        {
            if (string.CompareOrdinal(seen, _folderTime) > 0)
            {
                _folderTime = seen;
            }

            return _folderTime;
        }
    }
}
