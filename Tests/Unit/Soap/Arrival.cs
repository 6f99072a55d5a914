using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace XdsDmp.Tests.Unit.Soap;

/// <summary>Ways in which the same bytes can come from the network.</summary>
internal static class Arrival
{
    public static PipeReader AtOnce(byte[] bytes) => PipeReader.Create(new ReadOnlySequence<byte>(bytes));

    public static PipeReader AtOnce(string text) => AtOnce(Encoding.UTF8.GetBytes(text));

    /// <summary>Everything is there, but in segments of <paramref name="length"/> bytes.</summary>
    public static PipeReader InSegments(byte[] bytes, Func<int> length) => PipeReader.Create(Segmented(bytes, length));

    /// <summary>Each read brings a few bytes more.</summary>
    public static PipeReader InPieces(byte[] bytes, Func<int> length) => PipeReader.Create(
        new PieceStream(bytes, length), new StreamPipeReaderOptions(bufferSize: 64, minimumReadSize: 1));

    /// <summary>First the bytes before <paramref name="at"/>, then the others.</summary>
    public static PipeReader SplitAt(byte[] bytes, int at)
    {
        var isFirst = true;
        return PipeReader.Create(new PieceStream(bytes, () =>
        {
            var length = isFirst && at > 0 ? at : int.MaxValue;
            isFirst = false;
            return length;
        }));
    }

    private static ReadOnlySequence<byte> Segmented(byte[] bytes, Func<int> length)
    {
        var first = new Segment(default, 0);
        var last = first;
        for (var start = 0; start < bytes.Length;)
        {
            var count = Math.Min(length(), bytes.Length - start);
            last = last.Append(bytes.AsMemory(start, count));
            start += count;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long start)
        {
            Memory = memory;
            RunningIndex = start;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }

    private sealed class PieceStream(byte[] bytes, Func<int> length) : MemoryStream(bytes, writable: false)
    {
        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, length())], cancellationToken);
    }
}
