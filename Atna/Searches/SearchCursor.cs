using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Searches;

/// <summary>
/// Where the next page begins, as a parameter of its link: nothing is kept here that could expire. It is signed
/// together with the parameters that it belongs to.
/// </summary>
internal sealed class SearchCursor(byte[] key)
{
    public const string Parameter = "_cursor";

    private const int NumberBytes = 3 * sizeof(long);
    private const int MacBytes = 16;

    public string Write(string queryString, long snapshot, FoundEvent last)
    {
        var cursor = new byte[NumberBytes + MacBytes];
        BinaryPrimitives.WriteInt64BigEndian(cursor, snapshot);
        BinaryPrimitives.WriteInt64BigEndian(cursor.AsSpan(sizeof(long)), last.Time);
        BinaryPrimitives.WriteInt64BigEndian(cursor.AsSpan(2 * sizeof(long)), last.Sequence);
        Mac(queryString, cursor.AsSpan(0, NumberBytes)).CopyTo(cursor.AsSpan(NumberBytes));
        return Base64Url.EncodeToString(cursor);
    }

    /// <summary>Null when it is not ours, or belongs to another search.</summary>
    public (long Snapshot, FoundEvent Last)? TryRead(string queryString, string text)
    {
        var cursor = new byte[NumberBytes + MacBytes];
        if (!Base64Url.IsValid(text, out var length)
            || length != cursor.Length
            || !Base64Url.TryDecodeFromChars(text, cursor, out _)
            || !CryptographicOperations.FixedTimeEquals(
                Mac(queryString, cursor.AsSpan(0, NumberBytes)), cursor.AsSpan(NumberBytes)))
        {
            return null;
        }

        var time = BinaryPrimitives.ReadInt64BigEndian(cursor.AsSpan(sizeof(long)));
        var sequence = BinaryPrimitives.ReadInt64BigEndian(cursor.AsSpan(2 * sizeof(long)));
        return (BinaryPrimitives.ReadInt64BigEndian(cursor), new FoundEvent(sequence, time));
    }

    private ReadOnlySpan<byte> Mac(string queryString, ReadOnlySpan<byte> numbers) =>
        HMACSHA256.HashData(key, (byte[])[.. numbers, .. Encoding.UTF8.GetBytes(queryString)]).AsSpan(0, MacBytes);
}
