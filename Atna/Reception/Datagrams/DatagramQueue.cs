using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Reception.Datagrams;

/// <summary>
/// Datagrams that wait for the store. Nobody can make a UDP sender wait: when this is full, what arrives is lost, and
/// counted.
/// </summary>
internal sealed class DatagramQueue : IDisposable
{
    public const int MaxMessages = 50_000;
    public const long MaxBytes = 64L * 1024 * 1024;
    private const int MaxBatchMessages = 256;
    private const int MaxBatchBytes = 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<ReceivedMessage> _waiting = new();
    private readonly SemaphoreSlim _arrived = new(0, 1);
    private long _bytes;
    private long _dropped;

    /// <summary>How many found no room, since the start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Add(ReceivedMessage message)
    {
        lock (_lock)
        {
            if (_waiting.Count >= MaxMessages || _bytes + message.Raw.Length > MaxBytes)
            {
                _dropped++;
                return;
            }

            _waiting.Enqueue(message);
            _bytes += message.Raw.Length;
            if (_arrived.CurrentCount == 0)
            {
                _arrived.Release();
            }
        }
    }

    /// <summary>What is there, in order; waits until something is.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/>, and nothing is left.</exception>
    public async Task<IReadOnlyList<ReceivedMessage>> TakeAsync(CancellationToken stop)
    {
        while (true)
        {
            if (Take() is { Count: > 0 } batch)
            {
                return batch;
            }

            await _arrived.WaitAsync(stop);
        }
    }

    public void Dispose() => _arrived.Dispose();

    private List<ReceivedMessage> Take()
    {
        lock (_lock)
        {
            var batch = new List<ReceivedMessage>();
            var bytes = 0;
            while (batch.Count < MaxBatchMessages && bytes < MaxBatchBytes && _waiting.TryDequeue(out var message))
            {
                batch.Add(message);
                bytes += message.Raw.Length;
            }

            _bytes -= bytes;
            return batch;
        }
    }
}
