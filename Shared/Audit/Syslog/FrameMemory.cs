namespace XdsDmp.Audit.Syslog;

/// <summary>
/// The octets of large messages that all connections together may hold. Who finds no room waits and does not read, so
/// that TCP makes its sender wait: thousands of senders that begin a large message and stop do not fill the memory.
/// </summary>
public sealed class FrameMemory(long maxBytes)
{
    /// <summary>A message up to this size is not counted: the buffers of a connection are no smaller.</summary>
    public const int FreeBytes = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<(long Bytes, TaskCompletionSource Room)> _waiting = new();
    private long _used;
    private int _shares;

    /// <summary>What is left for each connection if all are to have the same.</summary>
    internal long FairBytes => maxBytes / Math.Max(1, Volatile.Read(ref _shares));

    public FrameMemoryShare Open()
    {
        Interlocked.Increment(ref _shares);
        return new FrameMemoryShare(this);
    }

    /// <summary>In order of asking, so that no large message waits for ever behind smaller ones.</summary>
    internal Task TakeAsync(long bytes, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_waiting.Count == 0 && HasRoomFor(bytes))
            {
                _used += bytes;
                return Task.CompletedTask;
            }

            var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((bytes, room));
            cancel.Register(() => room.TrySetCanceled(cancel));
            return room.Task;
        }
    }

    internal void GiveBack(long bytes)
    {
        lock (_lock)
        {
            _used -= bytes;
            while (_waiting.TryPeek(out var first) && (first.Room.Task.IsCompleted || HasRoomFor(first.Bytes)))
            {
                _waiting.Dequeue();
                _used += first.Room.TrySetResult() ? first.Bytes : 0;
            }
        }
    }

    internal void Close() => Interlocked.Decrement(ref _shares);

    /// <summary>One message finds room at any rate, or it would never come in.</summary>
    private bool HasRoomFor(long bytes) => _used == 0 || _used + bytes <= maxBytes;
}
