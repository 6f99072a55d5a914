using System.Collections.Concurrent;

namespace XdsDmp.Security.Assertions.Checks;

/// <summary>
/// Accepted assertions, by the digest of their canonical form, until they expire: which certificate's key has signed,
/// so that it need not be computed again, and which system came first. Whether the certificate is trusted is asked
/// anew each time.
/// </summary>
internal sealed class AssertionMemory(int capacity = 100_000)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public int Count => _entries.Count;

    /// <summary>Thumbprint of the certificate whose key has signed; null when that is to be found out.</summary>
    public string? SignerOf(string digest, DateTimeOffset now) =>
        _entries.TryGetValue(digest, out var entry) && now < entry.Until ? entry.Signer : null;

    /// <summary>Remembers a use; returns the system that came first, if one is known.</summary>
    public string? FirstUse(string digest, string signer, string? client, DateTimeOffset until, DateTimeOffset now)
    {
        if (_entries.Count >= capacity)
        {
            MakeRoom(now);
        }

        return _entries.AddOrUpdate(
            digest, new Entry(signer, client, until),
            (_, known) => known.Client is null ? known with { Client = client } : known).Client;
    }

    /// <summary>What has expired goes; then those that expire first.</summary>
    private void MakeRoom(DateTimeOffset now)
    {
        var all = _entries.ToArray();
        var expired = all.Where(one => one.Value.Until <= now).ToList();
        var first = all.OrderBy(one => one.Value.Until).Take((capacity / 8) + 1);
        foreach (var one in expired.Count > 0 ? expired : [.. first])
        {
            _entries.TryRemove(one);
        }
    }

    private sealed record Entry(string Signer, string? Client, DateTimeOffset Until);
}
