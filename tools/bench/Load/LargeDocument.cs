namespace XdsDmp.Bench.Load;

/// <summary>
/// A document that nobody has to hold in order to send or compare it: the same noise again and again, with a period
/// that no buffer has.
/// </summary>
internal static class LargeDocument
{
    private const int Period = 1_000_003;

    private static readonly byte[] Noise = Make();

    /// <summary>Octets from there on, as many as lie together.</summary>
    public static ReadOnlySpan<byte> At(long offset, int most)
    {
        var start = (int)(offset % Period);
        return Noise.AsSpan(start, Math.Min(most, Noise.Length - start));
    }

    /// <summary>Where it begins in the octets of an answer; -1: not there.</summary>
    public static int Find(ReadOnlySpan<byte> octets) => octets.IndexOf(Noise.AsSpan(0, 64));

    public static bool Is(ReadOnlySpan<byte> octets, long offset)
    {
        while (octets.Length > 0)
        {
            var expected = At(offset, octets.Length);
            if (!octets[..expected.Length].SequenceEqual(expected))
            {
                return false;
            }

            offset += expected.Length;
            octets = octets[expected.Length..];
        }

        return true;
    }

    private static byte[] Make()
    {
        var noise = new byte[Period];
        new Random(53).NextBytes(noise);
        return [.. noise, .. noise.AsSpan(0, 256 * 1024)];
    }
}
