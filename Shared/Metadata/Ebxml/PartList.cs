using System.Runtime.InteropServices;

namespace XdsDmp.Metadata.Ebxml;

/// <summary>
/// Gathers the parts of an object up to a bound; the first part beyond it is reported, all further ones are dropped.
/// </summary>
internal struct PartList<T>(RimCursor cursor, int max, string what)
{
    private List<T>? _items;
    private bool _isFull;

    public void Add(T item)
    {
        _items ??= [];
        if (_items.Count < max)
        {
            _items.Add(item);
        }
        else if (!_isFull)
        {
            _isFull = true;
            cursor.Report("RIM-limit", $"too many {what}", accepted: $"at most {max}");
        }
    }

    public readonly Sequence<T> ToSequence() => Sequence.Create<T>(CollectionsMarshal.AsSpan(_items));
}
