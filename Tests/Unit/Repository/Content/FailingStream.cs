using XdsDmp.Soap.Multipart;

namespace XdsDmp.Tests.Unit.Repository.Content;

/// <summary>So many octets, then a failure instead of the end.</summary>
internal sealed class FailingStream(long size, Func<Exception> failure) : ReadOnlyStream
{
    private long _at;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_at == size)
        {
            throw failure();
        }

        var read = (int)Math.Min(buffer.Length, size - _at);
        buffer.Span[..read].Fill(0x2a);
        _at += read;
        return ValueTask.FromResult(read);
    }
}
