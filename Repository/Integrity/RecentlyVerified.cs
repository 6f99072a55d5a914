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

    private readonly ConcurrentDictionary<string, DateTimeOffset> _times = new(StringComparer.Ordinal);

    public bool Has(ContentReference document) =>
        _times.TryGetValue(document.Key, out var time) && clock.GetUtcNow() - time < Lasts;

    /// <summary>All its octets were read and compared.</summary>
    public void Note(ContentReference document)
    {
        if (document.Size < MinBytes)
        {
            return;
        }

        if (_times.Count >= MaxRemembered)
        {
            _times.Clear();
        }

        _times[document.Key] = clock.GetUtcNow();
    }

    /// <summary>It is damaged.</summary>
    public void Forget(ContentReference document) => _times.TryRemove(document.Key, out _);
}
