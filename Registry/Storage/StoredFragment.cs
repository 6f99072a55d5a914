using System.Buffers.Binary;
using System.Data.Common;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>
/// A <see cref="Fragment"/> as its row keeps it. Five sixths of an object's ebRIM are the profile's words: without them
/// many objects share a page, a submission writes less, and a patient's documents are read from few places.
/// </summary>
/// <remarks>
/// One octet, the number of the <see cref="FragmentPhrases"/>; two for the length of the ebRIM; a block of LZ4. What
/// begins with an angle bracket is the ebRIM itself: rows of earlier versions, elements without phrases, long ones.
/// </remarks>
/// <param name="Octets">Of the column <c>fragment</c>.</param>
internal readonly record struct StoredFragment(byte[] Octets)
{
    private const int Head = 3;

    public static StoredFragment Of(RegistryObject it) => Of(Fragment.Of(it));

    /// <summary>Read back before it is kept: this is what the registry will answer for ever.</summary>
    public static StoredFragment Of(byte[] fragment)
    {
        if (fragment.Length > FragmentPhrases.MaxFragment || FragmentPhrases.For(fragment) is not { } phrases)
        {
            return new StoredFragment(fragment);
        }

        byte[] octets = [phrases.Number, 0, 0, .. phrases.Encode(fragment)];
        BinaryPrimitives.WriteUInt16LittleEndian(octets.AsSpan(1), (ushort)fragment.Length);
        var stored = new StoredFragment(octets);
        return octets.Length < fragment.Length && stored.Read().AsSpan().SequenceEqual(fragment)
            ? stored
            : new StoredFragment(fragment);
    }

    /// <summary>From a row; no octets where the row has none.</summary>
    public static byte[] Read(DbDataReader row, int column) => new StoredFragment(row.Octets(column)).Read();

    /// <summary>The ebRIM.</summary>
    /// <exception cref="InvalidDataException">The row was damaged.</exception>
    public byte[] Read()
    {
        if (Octets is [] or [(byte)'<', ..])
        {
            return Octets;
        }

        if (Octets.Length < Head || FragmentPhrases.Numbered(Octets[0]) is not { } phrases)
        {
            throw Damaged();
        }

        var fragment = GC.AllocateUninitializedArray<byte>(BinaryPrimitives.ReadUInt16LittleEndian(Octets.AsSpan(1)));
        return phrases.Decode(Octets.AsSpan(Head), fragment) ? fragment : throw Damaged();
    }

    private InvalidDataException Damaged() => new(
        $"column fragment of registry_object holds {Octets.Length} octets that are no ebRIM: the database is damaged, "
        + "or a later version has written it");
}
