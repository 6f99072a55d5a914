using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace XdsDmp.Sql;

/// <summary>The queue before the writers.</summary>
internal sealed class WaitingWrites : IDisposable
{
    private const int Most = 4096;

    private readonly BlockingCollection<WriteItem> _items = new(Most);

    public int Count => _items.Count;

    /// <summary>False when it is full, or nothing is added any more.</summary>
    public bool TryAdd(WriteItem item)
    {
        try
        {
            return _items.TryAdd(item);
        }
        catch (InvalidOperationException)
        {
            // The service ends while somebody still has something to write: he is told as if there were no room.
            return false;
        }
    }

    public bool TryTake([MaybeNullWhen(false)] out WriteItem item) => _items.TryTake(out item);

    /// <summary>Waits for each; ends after <see cref="Complete"/>.</summary>
    public IEnumerable<WriteItem> Each() => _items.GetConsumingEnumerable();

    /// <summary>Nothing is added any more.</summary>
    public void Complete() => _items.CompleteAdding();

    public void Dispose() => _items.Dispose();
}
