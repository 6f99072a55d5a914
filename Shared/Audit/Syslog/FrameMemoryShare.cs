namespace XdsDmp.Audit.Syslog;

/// <summary>What one connection holds of a <see cref="FrameMemory"/>.</summary>
public sealed class FrameMemoryShare : IDisposable
{
    private readonly FrameMemory _memory;
    private readonly CancellationTokenSource _end = new();
    private long _taken;

    internal FrameMemoryShare(FrameMemory memory) => _memory = memory;

    /// <summary>What this connection should hold of small messages, which are not counted.</summary>
    public long FairBytes => _memory.FairBytes;

    /// <summary>Completes when there is room for so many octets.</summary>
    /// <exception cref="OperationCanceledException">The connection ends.</exception>
    public async ValueTask TakeAsync(long bytes)
    {
        await _memory.TakeAsync(bytes, _end.Token).ConfigureAwait(false);
        Interlocked.Add(ref _taken, bytes);
    }

    public void GiveBack(long bytes)
    {
        Interlocked.Add(ref _taken, -bytes);
        _memory.GiveBack(bytes);
    }

    /// <summary>Whoever waits for room waits no longer.</summary>
    public void GiveUp() => _end.Cancel();

    /// <summary>Nobody waits any more.</summary>
    public void Dispose()
    {
        _memory.GiveBack(Interlocked.Exchange(ref _taken, 0));
        _memory.Close();
        _end.Dispose();
    }
}
