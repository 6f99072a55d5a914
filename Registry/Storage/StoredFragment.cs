using System.Buffers.Binary;
using System.Data.Common;
using System.IO.Hashing;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Soap;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>
/// A <see cref="Fragment"/> as its row keeps it. Five sixths of an object's ebRIM are the profile's words: without them
/// many objects share a page, a submission writes less, and a patient's documents are read from few places. An answer
/// takes it as it is, and has the ebRIM only when it is sent: what waits does not fill the memory.
/// </summary>
/// <remarks>
/// One octet, the number of the <see cref="FragmentPhrases"/>; two for the length of the ebRIM; a block of LZ4; four
/// octets of the XXH3 of all these, because a damaged block may still be read as some other text. What begins with an
/// angle bracket is the ebRIM itself: rows of earlier versions, elements without phrases, long ones.
/// </remarks>
internal readonly record struct StoredFragment : IBodyPiece
{
    private const int BlockAt = 3;
    private const int ChecksumLength = 4;

    private StoredFragment(byte[] octets) => Octets = octets;

    /// <summary>Of the column <c>fragment</c>.</summary>
    public byte[] Octets { get; }

    /// <summary>It was not asked for.</summary>
    public bool IsNone => Octets.Length == 0;

    /// <summary>Octets of the ebRIM.</summary>
    public int Length => IsPlain ? Octets.Length : BinaryPrimitives.ReadUInt16LittleEndian(Octets.AsSpan(1));

    private bool IsPlain => Octets is [] or [(byte)'<', ..];

    private Span<byte> Checked => Octets.AsSpan(..^ChecksumLength);

    public static StoredFragment Of(RegistryObject it) => Of(Fragment.Of(it));

    /// <summary>Read back before it is kept: this is what the registry will answer for ever.</summary>
    public static StoredFragment Of(byte[] fragment)
    {
        var plain = new StoredFragment(fragment);
        if (fragment.Length > FragmentPhrases.MaxFragment || FragmentPhrases.For(fragment) is not { } phrases)
        {
            return plain;
        }

        byte[] octets = [phrases.Number, 0, 0, .. phrases.Encode(fragment), .. new byte[ChecksumLength]];
        BinaryPrimitives.WriteUInt16LittleEndian(octets.AsSpan(1), (ushort)fragment.Length);
        var stored = new StoredFragment(octets);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(stored.Checked.Length), Checksum(stored.Checked));
        var back = new byte[fragment.Length];
        return octets.Length < fragment.Length && stored.TryCopyTo(back) && back.AsSpan().SequenceEqual(fragment)
            ? stored
            : plain;
    }

    /// <summary>From a row; none where the row has none.</summary>
    public static StoredFragment Of(DbDataReader row, int column) => OfRow(row.Octets(column));

    /// <exception cref="InvalidDataException">The row was damaged.</exception>
    public static StoredFragment OfRow(byte[] octets)
    {
        var stored = new StoredFragment(octets);
        return stored.IsPlain || stored.IsWhole() ? stored : throw stored.Damaged();
    }

    /// <summary>Another one, with the changed ebRIM; none stays none.</summary>
    public StoredFragment Changed(Func<byte[], byte[]> change) => IsNone ? this : new StoredFragment(change(Read()));

    /// <summary>The ebRIM.</summary>
    public byte[] Read()
    {
        if (IsPlain)
        {
            return Octets;
        }

        var fragment = new byte[Length];
        CopyTo(fragment);
        return fragment;
    }

    /// <summary>The object: for the few changes and rules that need more than a splice.</summary>
    public RegistryObject ReadObject() => Fragment.Read(Read());

    public void CopyTo(Span<byte> output)
    {
        if (IsPlain)
        {
            Octets.CopyTo(output);
        }
        else if (!TryCopyTo(output))
        {
            throw Damaged();
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> octets) => (uint)XxHash3.HashToUInt64(octets);

    private bool IsWhole() =>
        Octets.Length > BlockAt + ChecksumLength
        && BinaryPrimitives.ReadUInt32LittleEndian(Octets.AsSpan(Checked.Length)) == Checksum(Checked)
        && FragmentPhrases.Numbered(Octets[0]) is not null;

    private bool TryCopyTo(Span<byte> output) =>
        FragmentPhrases.Numbered(Octets[0])!.Decode(Checked[BlockAt..], output);

    private InvalidDataException Damaged() => new(
        $"column fragment of registry_object holds {Octets.Length} octets that are no ebRIM: the database is damaged, "
        + "or a later version has written it");
}
