using Microsoft.Win32.SafeHandles;

namespace XdsDmp.Repository.Content;

/// <summary>
/// Flushes of one folder, asked for by many at a time: those who come while it is being flushed wait for the next
/// flush, which serves all of them.
/// </summary>
internal sealed class SharedFlush(SafeFileHandle folder, Action<SafeFileHandle> flush) : IDisposable
{
    private readonly Lock _lock = new();
    private Task? _running;
    private Task? _next;

    public SharedFlush(SafeFileHandle folder)
        : this(folder, RandomAccess.FlushToDisk)
    {
    }

    /// <summary>When this completes, what was in the folder when it was called survives a power failure.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public Task FlushAsync()
    {
        TaskCompletionSource mine;
        lock (_lock)
        {
            if (_next is not null)
            {
                return _next;
            }

            if (_running is not null)
            {
                return _next = AfterAsync(_running);
            }

            mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _running = mine.Task;
        }

        Run(mine);
        return mine.Task;
    }

    public void Dispose() => folder.Dispose();

    private async Task AfterAsync(Task running)
    {
        // Whether that one failed is none of ours.
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            (_running, _next) = (mine.Task, null);
        }

        Run(mine);
        await mine.Task;
    }

    private void Run(TaskCompletionSource mine)
    {
        Exception? failure = null;
        try
        {
            flush(folder);
        }
        catch (Exception trouble) when (
            trouble is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            failure = trouble;
        }

        lock (_lock)
        {
            if (_running == mine.Task)
            {
                _running = null;
            }
        }

        if (failure is null)
        {
            mine.SetResult();
        }
        else
        {
            mine.SetException(failure);
        }
    }
}
