using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace XdsDmp.Hosting;

/// <summary>
/// Memory for what comes and goes on connections, in blocks that hold a whole TLS record (RFC 8446 §5.1: at most 16,384
/// octets). Kestrel's own blocks are a quarter of that: four reads, four records and four ciphers' ends for one. A
/// connection on which nothing comes has none.
/// </summary>
internal sealed class RecordMemory : MemoryPool<byte>
{
    private const int BlockBytes = 16 * 1024;

    /// <summary>Blocks that are kept for the next who needs one: 8 MiB.</summary>
    private const int MaxIdle = 512;

    private readonly ConcurrentQueue<Block> _idle = [];

    private int _idleCount;

    public override int MaxBufferSize => BlockBytes;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        if (!_idle.TryDequeue(out var block))
        {
            return new Block(this);
        }

        Interlocked.Decrement(ref _idleCount);
        return block;
    }

    protected override void Dispose(bool disposing) => _idle.Clear();

    private void Return(Block block)
    {
        if (Interlocked.Increment(ref _idleCount) <= MaxIdle)
        {
            _idle.Enqueue(block);
        }
        else
        {
            Interlocked.Decrement(ref _idleCount);
        }
    }

    /// <summary>Pinned for good, as the sockets would pin it for each read and write.</summary>
    private sealed class Block(RecordMemory pool) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);

        public void Dispose() => pool.Return(this);
    }
}

/// <summary>Gives Kestrel and its sockets this memory.</summary>
internal sealed class RecordMemoryFactory : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new RecordMemory();
}
