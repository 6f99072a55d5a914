using System.Buffers;

namespace XdsDmp.Soap.Multipart;

/// <summary>Content whose length is bounded while it is read.</summary>
internal sealed class LimitedStream(Stream content, long maxBytes, string name) : ReadOnlyStream
{
    private long _length;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _length += count;
        return _length <= maxBytes ? count : throw SoapFaults.Sender($"{name} is larger than {maxBytes} bytes");
    }

    /// <summary>Reads what the sink has left unread: its bounds and its form hold all the same.</summary>
    public async ValueTask DrainAsync(CancellationToken cancel)
    {
        var scratch = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (await ReadAsync(scratch, cancel).ConfigureAwait(false) > 0)
            {
                // Only the checks made on the way matter.
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }
}
