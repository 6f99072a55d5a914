using System.Collections.Concurrent;
using XdsDmp.Repository.Content;

namespace XdsDmp.Repository.Integrity;

/// <summary>
/// Large documents that were read from the store and found good a short while ago. Such a one is not read twice for an
/// answer: it is compared while it leaves, so that damage since then breaks the answer off and is never handed out.
/// </summary>
internal sealed class RecentlyVerified(TimeProvider clock)
{
    /// <summary>Smaller ones are read twice for little, and who gets them is told why when one is damaged.</summary>
    internal const long MinBytes = 1024 * 1024;

    internal static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    private const int MaxRemembered = 10_000;

    private readonly ConcurrentDictionary<string, (DateTimeOffset Time, UInt128 Checksum)> _verified =
        new(StringComparer.Ordinal);

    /// <summary>Its checksum then; null when it has to be compared with its SHA-256.</summary>
    public UInt128? ChecksumOf(ContentReference document) =>
        _verified.TryGetValue(document.Key, out var it) && clock.GetUtcNow() - it.Time < Lasts ? it.Checksum : null;

    /// <summary>All its octets were read and compared.</summary>
    public void Note(ContentReference document, UInt128 checksum)
    {
        if (document.Size < MinBytes)
        {
            return;
        }

        if (_verified.Count >= MaxRemembered)
        {
            _verified.Clear();
        }

        _verified[document.Key] = (clock.GetUtcNow(), checksum);
    }

    /// <summary>It is damaged.</summary>
    public void Forget(ContentReference document) => _verified.TryRemove(document.Key, out _);
}
