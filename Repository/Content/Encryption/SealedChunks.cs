namespace XdsDmp.Repository.Content.Encryption;

/// <summary>
/// How encrypted content is laid out: chunk after chunk, each with its tag; an empty document is one.
/// </summary>
internal static class SealedChunks
{
    /// <summary>Octets of the document in a chunk; the last one may have fewer.</summary>
    public const int PlainBytes = 64 * 1024;

    public const int TagBytes = 16;

    public static long Count(long size) => Math.Max(1, (size + PlainBytes - 1) / PlainBytes);

    /// <summary>Octets that a document of this size takes.</summary>
    public static long SealedSize(long size) => size + (Count(size) * TagBytes);

    /// <summary>Where a chunk begins.</summary>
    public static long Offset(long number) => number * (PlainBytes + TagBytes);

    /// <summary>Octets of the document in this chunk.</summary>
    public static int PlainSize(long number, long size) => (int)Math.Min(PlainBytes, size - (number * PlainBytes));
}
