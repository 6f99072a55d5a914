using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace XdsDmp.Atna.Storage;

/// <summary>Fields one behind the other, each behind its length, to be hashed at once.</summary>
internal ref struct HashedFields
{
    private const int MaxFields = 8;
    private const long Absent = -1;

    private byte[] _octets;
    private int _length;

    /// <param name="octets">At least as many as the fields have, without their lengths.</param>
    public HashedFields(int octets) => _octets = ArrayPool<byte>.Shared.Rent(octets + MaxFields * 2 * sizeof(long));

    public void Append(string? value)
    {
        if (value is null)
        {
            AppendNumber(Absent);
            return;
        }

        AppendNumber(Encoding.UTF8.GetByteCount(value));
        _length += Encoding.UTF8.GetBytes(value, _octets.AsSpan(_length));
    }

    public void Append(long value)
    {
        AppendNumber(sizeof(long));
        AppendNumber(value);
    }

    public void Append(ReadOnlySpan<byte> value)
    {
        AppendNumber(value.Length);
        value.CopyTo(_octets.AsSpan(_length));
        _length += value.Length;
    }

    /// <summary>SHA-256; nothing can be appended any more.</summary>
    public byte[] Hash()
    {
        var hash = SHA256.HashData(_octets.AsSpan(0, _length));
        ArrayPool<byte>.Shared.Return(_octets);
        _octets = [];
        return hash;
    }

    private void AppendNumber(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_octets.AsSpan(_length), value);
        _length += sizeof(long);
    }
}
