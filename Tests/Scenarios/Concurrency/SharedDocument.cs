namespace XdsDmp.Tests.Scenarios.Concurrency;

/// <summary>A logical document entry as the clients know it.</summary>
internal sealed class SharedDocument(string logicalId, string uniqueId)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, string> _versions = new() { [1] = logicalId };

    public string LogicalId { get; } = logicalId;

    public string UniqueId { get; } = uniqueId;

    /// <summary>The entryUUID of the latest version that anybody has told of.</summary>
    public string Latest
    {
        get
        {
            lock (_lock)
            {
                return _versions.Last().Value;
            }
        }
    }

    public int Version
    {
        get
        {
            lock (_lock)
            {
                return _versions.Last().Key;
            }
        }
    }

    public IReadOnlyList<string> Versions
    {
        get
        {
            lock (_lock)
            {
                return [.. _versions.Values];
            }
        }
    }

    /// <summary>Two updates of one version would be a lost update.</summary>
    public void Add(int version, string entryUuid)
    {
        lock (_lock)
        {
            Assert.IsTrue(_versions.TryAdd(version, entryUuid), $"version {version} of {LogicalId} exists twice");
        }
    }
}
