using System.Buffers.Binary;
using System.IO.Pipelines;
using XdsDmp.Soap;

namespace XdsDmp.Bench.Mix;

/// <summary>
/// A document that nobody has to keep in order to compare it: noise, with its own number and that of the chunk at the
/// head of each chunk.
/// </summary>
internal sealed class MixDocument(int number, long size) : IAttachmentSink
{
    private const int ChunkBytes = 64 * 1024;
    private static readonly byte[] Noise = MakeNoise();

    private long _received;
    private bool _isOther;

    public int Number => number;

    public long Size => size;

    /// <summary>What was received is this document, octet by octet.</summary>
    public bool IsReceived => !_isOther && _received == size;

    public async ValueTask WriteAsync(PipeWriter output, CancellationToken cancel)
    {
        for (long offset = 0; offset < size; offset += ChunkBytes)
        {
            var count = (int)Math.Min(ChunkBytes, size - offset);
            Fill(output.GetSpan(ChunkBytes)[..ChunkBytes], offset);
            output.Advance(count);
            await output.FlushAsync(cancel);
        }
    }

    public async ValueTask ReceiveAsync(AttachmentHeaders headers, Stream content, CancellationToken cancel)
    {
        var (expected, actual) = (new byte[ChunkBytes], new byte[ChunkBytes]);
        int count;
        while ((count = await content.ReadAtLeastAsync(actual, ChunkBytes, throwOnEndOfStream: false, cancel)) > 0)
        {
            Fill(expected, _received);
            _isOther |= !expected.AsSpan(0, count).SequenceEqual(actual.AsSpan(0, count));
            _received += count;
        }
    }

    private void Fill(Span<byte> chunk, long offset)
    {
        Noise.CopyTo(chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk, number);
        BinaryPrimitives.WriteInt64LittleEndian(chunk[4..], offset);
    }

    private static byte[] MakeNoise()
    {
        var noise = new byte[ChunkBytes];
        new Random(43).NextBytes(noise);
        return noise;
    }
}
