using XdsDmp.Soap.Multipart;

namespace XdsDmp.Soap.Envelopes;

/// <summary>
/// The bytes already read, then the rest as it arrives. An allowance bounds what the XML reader may take at one go,
/// and so what it can pile up in memory for a single attribute or comment.
/// </summary>
internal sealed class EnvelopeSource(ReadOnlyMemory<byte> start, Stream rest) : ReadOnlyStream
{
    private ReadOnlyMemory<byte> _start = start;
    private long _allowance = long.MaxValue;

    /// <summary>Bytes that may still be read before the next call.</summary>
    public void Allow(long bytes) => _allowance = bytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_allowance <= 0)
        {
            throw SoapFaults.Sender("a tag, comment or text of the SOAP envelope is larger than the envelope may be");
        }

        var count = Math.Min(buffer.Length, _start.Length);
        if (count > 0)
        {
            _start[..count].CopyTo(buffer);
            _start = _start[count..];
        }
        else
        {
            count = await rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        _allowance -= count;
        return count;
    }
}
