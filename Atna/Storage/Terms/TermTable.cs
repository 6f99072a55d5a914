using System.Buffers.Binary;

namespace XdsDmp.Atna.Storage.Terms;

/// <summary>
/// Terms in their order, each with its records: found by halving, without reading the others. How wide a place is, how
/// many terms there are, the place where each of them ends; then each with its length and its
/// <see cref="PostingList"/>.
/// </summary>
internal sealed class TermTable
{
    public const int HeadOctets = 5;

    private readonly byte[] _octets;
    private readonly int _width;
    private readonly int _start;

    /// <exception cref="InvalidDataException">It is none.</exception>
    public TermTable(byte[] octets)
    {
        _octets = octets;
        _width = octets.Length >= HeadOctets ? octets[0] : 0;
        var count = _width is 2 or 4 ? BinaryPrimitives.ReadUInt32LittleEndian(octets.AsSpan(1)) : 0;
        if (_width is not (2 or 4) || count > (octets.Length - HeadOctets) / _width)
        {
            throw Wrong();
        }

        Count = (int)count;
        _start = HeadOctets + Count * _width;
        if (EndOf(Count - 1) != octets.Length)
        {
            throw Wrong();
        }
    }

    public int Count { get; }

    public ReadOnlySpan<byte> KeyAt(int index) => KeyOf(EntryAt(index), out _);

    public ReadOnlyMemory<byte> PostingsAt(int index)
    {
        KeyOf(EntryAt(index), out var postings);
        return _octets.AsMemory(EndOf(index) - postings, postings);
    }

    /// <summary>Null when there is no such term.</summary>
    public ReadOnlyMemory<byte>? Find(ReadOnlySpan<byte> key)
    {
        var index = FirstFrom(key);
        if (index == Count || !KeyAt(index).SequenceEqual(key))
        {
            return null;
        }

        return PostingsAt(index);
    }

    /// <summary>The first term that is this one or behind it.</summary>
    public int FirstFrom(ReadOnlySpan<byte> key)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (KeyAt(middle).SequenceCompareTo(key) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private ReadOnlySpan<byte> EntryAt(int index)
    {
        var (start, end) = (EndOf(index - 1), EndOf(index));
        return start <= end && end <= _octets.Length ? _octets.AsSpan(start..end) : throw Wrong();
    }

    private static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> entry, out int postings)
    {
        var length = Varint.Read(ref entry);
        if (length > (ulong)entry.Length)
        {
            throw Wrong();
        }

        postings = entry.Length - (int)length;
        return entry[..(int)length];
    }

    private int EndOf(int index)
    {
        if (index < 0)
        {
            return _start;
        }

        var place = _octets.AsSpan(HeadOctets + index * _width);
        var end = _start + (_width == 2
            ? BinaryPrimitives.ReadUInt16LittleEndian(place)
            : (long)BinaryPrimitives.ReadUInt32LittleEndian(place));
        return end <= _octets.Length ? (int)end : throw Wrong();
    }

    private static InvalidDataException Wrong() => new("the index of terms is damaged");
}
