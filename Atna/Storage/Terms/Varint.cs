using System.Buffers;

namespace XdsDmp.Atna.Storage.Terms;

/// <summary>Numbers in as few octets as they need, seven bits in each.</summary>
internal static class Varint
{
    private const int MaxOctets = 10;

    public static void Write(IBufferWriter<byte> to, ulong value)
    {
        var span = to.GetSpan(MaxOctets);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        to.Advance(length);
    }

    /// <summary>Of either sign: small ones are short.</summary>
    public static void WriteSigned(IBufferWriter<byte> to, long value) =>
        Write(to, (ulong)(value << 1) ^ (ulong)(value >> 63));

    /// <summary>Takes the number off the beginning.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static ulong Read(ref ReadOnlySpan<byte> octets)
    {
        var value = 0UL;
        for (var i = 0; i < octets.Length && i < MaxOctets; i++)
        {
            value |= (ulong)(octets[i] & 0x7F) << (7 * i);
            if (octets[i] < 0x80)
            {
                octets = octets[(i + 1)..];
                return value;
            }
        }

        throw new InvalidDataException("the index of terms is cut off inside a number");
    }

    /// <inheritdoc cref="Read"/>
    public static long ReadSigned(ref ReadOnlySpan<byte> octets)
    {
        var value = Read(ref octets);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
