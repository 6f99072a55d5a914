using System.Buffers;

namespace XdsDmp.Soap.Envelopes;

/// <summary>Bytes that grow in rented memory up to a limit. Memory obtained from it is void after Dispose.</summary>
public sealed class PooledBuffer(long maxBytes) : IBufferWriter<byte>, IDisposable
{
    private const int FirstLength = 8 * 1024;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstLength);
    private bool _isDisposed;

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Advance(int count)
    {
        Length += count;
        if (Length > maxBytes)
        {
            throw SoapFaults.Sender($"the SOAP envelope is larger than {maxBytes} bytes");
        }
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_bytes.Length - Length < Math.Max(1, sizeHint))
        {
            Grow(Math.Max(1, sizeHint));
        }

        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            Length = 0;
        }
    }

    private void Grow(int sizeHint)
    {
        var length = Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, Length + (long)sizeHint));
        var larger = ArrayPool<byte>.Shared.Rent((int)length);
        _bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
