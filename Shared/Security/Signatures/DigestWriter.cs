using System.Buffers;
using System.Security.Cryptography;

namespace XdsDmp.Security.Signatures;

/// <summary>
/// Digests what is written to it. A canonical form may be far longer than the XML it is made of (namespaces repeated
/// at every element): beyond <see cref="MaxOctets"/> it is refused.
/// </summary>
public sealed class DigestWriter(HashAlgorithmName algorithm) : IBufferWriter<byte>, IDisposable
{
    public const long MaxOctets = 64 * 1024 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm);
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _count;
    private long _written;

    public void Advance(int count)
    {
        _count += count;
        _written += count;
        if (_written > MaxOctets)
        {
            throw new UntrustedMessageException(
                SecurityFault.InvalidSecurity, $"a canonical form is longer than {MaxOctets} octets");
        }
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _buffer.AsMemory(_count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _buffer.AsSpan(_count);
    }

    /// <summary>The digest of all that was written; begins anew.</summary>
    public byte[] Finish()
    {
        Flush();
        _written = 0;
        return _hash.GetHashAndReset();
    }

    public void Dispose()
    {
        _hash.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void MakeRoom(int sizeHint)
    {
        var wanted = Math.Max(sizeHint, 1);
        if (_buffer.Length - _count >= wanted)
        {
            return;
        }

        Flush();
        if (_buffer.Length < wanted)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(wanted);
        }
    }

    private void Flush()
    {
        _hash.AppendData(_buffer.AsSpan(0, _count));
        _count = 0;
    }
}
