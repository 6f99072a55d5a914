using System.Buffers;
using System.Buffers.Binary;

namespace XdsDmp.Atna.Storage.Terms;

/// <summary>
/// Makes one <see cref="TermTable"/> of terms that come in order, or several that are not much larger than is asked.
/// </summary>
/// <param name="origin">The first record and time of the run.</param>
/// <param name="maxOctets">A term alone may be larger.</param>
internal sealed class TermTableWriter(Posting origin, int maxOctets = int.MaxValue)
{
    /// <summary>Fits a page, with a rest in the leaf before it (SQLite).</summary>
    public const int BlockOctets = 8_900;

    private readonly ArrayBufferWriter<byte> _entry = new(256);
    private readonly ArrayBufferWriter<byte> _entries = new(1_024);
    private readonly List<int> _ends = [];
    private readonly List<TermBlock> _blocks = [];
    private byte[] _first = [];

    public void Add(ReadOnlySpan<byte> key, IReadOnlyList<Posting> postings)
    {
        if (postings.Count == 0)
        {
            return;
        }

        _entry.ResetWrittenCount();
        Varint.Write(_entry, (ulong)key.Length);
        _entry.Write(key);
        PostingList.Write(_entry, origin, postings);
        if (_ends.Count > 0 && _entries.WrittenCount + _entry.WrittenCount > maxOctets - (_ends.Count * sizeof(ushort)))
        {
            EndBlock();
        }

        if (_ends.Count == 0)
        {
            _first = key.ToArray();
        }

        _entries.Write(_entry.WrittenSpan);
        _ends.Add(_entries.WrittenCount);
    }

    /// <summary>The one table, which may be empty.</summary>
    public byte[] Table()
    {
        var width = _entries.WrittenCount <= ushort.MaxValue ? sizeof(ushort) : sizeof(uint);
        var start = TermTable.HeadOctets + _ends.Count * width;
        var table = new byte[start + _entries.WrittenCount];
        table[0] = (byte)width;
        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(1), (uint)_ends.Count);
        for (var i = 0; i < _ends.Count; i++)
        {
            var place = table.AsSpan(TermTable.HeadOctets + i * width);
            if (width == sizeof(ushort))
            {
                BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)_ends[i]);
            }
            else
            {
                BinaryPrimitives.WriteUInt32LittleEndian(place, (uint)_ends[i]);
            }
        }

        _entries.WrittenSpan.CopyTo(table.AsSpan(start));
        return table;
    }

    /// <summary>All that was added; none of them is empty.</summary>
    public IReadOnlyList<TermBlock> Blocks()
    {
        if (_ends.Count > 0)
        {
            EndBlock();
        }

        return _blocks;
    }

    private void EndBlock()
    {
        _blocks.Add(new TermBlock(_first, Table()));
        _entries.ResetWrittenCount();
        _ends.Clear();
    }
}

/// <summary>A row of <c>term_block</c>: some of the terms of a large run.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Terms">A <see cref="TermTable"/>.</param>
internal sealed record TermBlock(byte[] First, byte[] Terms);
