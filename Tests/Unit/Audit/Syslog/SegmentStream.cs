namespace XdsDmp.Tests.Unit.Audit.Syslog;

/// <summary>A stream that gives what it has in the given segments, one for each read, as a socket does.</summary>
internal sealed class SegmentStream(params byte[][] segments) : Stream
{
    private readonly Queue<ReadOnlyMemory<byte>> _segments = new(segments.Select(s => new ReadOnlyMemory<byte>(s)));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_segments.Count == 0)
        {
            return 0;
        }

        var segment = _segments.Dequeue();
        Assert.IsLessThanOrEqualTo(buffer.Length, segment.Length, "a segment has to fit the reader's buffer");
        segment.Span.CopyTo(buffer);
        return segment.Length;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
