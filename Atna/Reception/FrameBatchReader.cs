using System.IO.Pipelines;
using XdsDmp.Audit.Syslog;

namespace XdsDmp.Atna.Reception;

/// <summary>
/// Takes what has arrived: the first frame is waited for, whatever lies behind it comes along. While a batch is being
/// made durable the next frame is read ahead, and no more: a slow store makes the sender wait.
/// </summary>
internal sealed class FrameBatchReader(
    PipeReader input, ISyslogFrameReader reader, FrameMemoryShare memory, AtnaOptions options, TimeProvider clock)
    : IAsyncDisposable
{
    public const int MaxFrames = 512;
    private const int MaxBytes = 1024 * 1024;

    private Task<SyslogFrame?>? _next;
    private long _room;

    /// <summary>Part of a frame has arrived.</summary>
    public bool IsInsideFrame => reader.IsInsideFrame;

    /// <summary>
    /// The messages that are there; none when the sender has ended its stream. Once <paramref name="stop"/> is
    /// requested, whole frames that have arrived are still given out.
    /// </summary>
    /// <exception cref="SyslogFramingException">
    /// The stream is out of step. Everything before has been given out.
    /// </exception>
    /// <exception cref="TimeoutException">The sender stalls or has been silent for too long.</exception>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="stop"/> was requested, and nothing whole is left.
    /// </exception>
    public async Task<List<byte[]>> ReadAsync(CancellationToken stop)
    {
        // What was given out before is held no longer.
        memory.GiveBack(_room);
        _room = 0;
        var batch = new List<byte[]>();
        var bytes = 0;
        _next ??= reader.ReadAsync(CancellationToken.None).AsTask();
        await WaitForFrameAsync(_next, stop);
        while (_next.IsCompletedSuccessfully && await _next is { } frame)
        {
            using (frame)
            {
                batch.Add(frame.Message.ToArray());
                _room += frame.Room;
            }

            bytes += batch[^1].Length;
            _next = reader.ReadAsync(CancellationToken.None).AsTask();
            if (batch.Count == MaxFrames || bytes >= Math.Min(MaxBytes, memory.FairBytes))
            {
                break;
            }
        }

        return batch;
    }

    /// <summary>
    /// What the last batch holds of the memory is the caller's from now on, to be given back when it is durable:
    /// otherwise it is given back by the next read.
    /// </summary>
    public long TakeRoom()
    {
        var room = _room;
        _room = 0;
        return room;
    }

    /// <summary>Ends the read that is under way before its buffer is given back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_next is not null)
        {
            Interrupt();
            await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_next.IsCompletedSuccessfully)
            {
                (await _next)?.Dispose();
            }
        }

        reader.Dispose();
    }

    /// <summary>
    /// Looks at the clock at intervals: the same frame begun at two of them is one that does not get on.
    /// </summary>
    private async Task WaitForFrameAsync(Task<SyslogFrame?> next, CancellationToken stop)
    {
        var begin = clock.GetTimestamp();
        var wasInside = false;
        while (!next.IsCompleted)
        {
            try
            {
                await next.WaitAsync(options.MidFrameTimeout, clock, stop);
            }
            catch (TimeoutException) when (!next.IsCompleted)
            {
                ThrowIfStalled(wasInside, clock.GetElapsedTime(begin));
                wasInside = IsInsideFrame;
            }
            catch (TimeoutException)
            {
                // It came at the last moment.
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The pipe answers with a whole frame if one is there, and only otherwise with the cancellation.
                Interrupt();
                break;
            }
        }

        await next;
    }

    private void Interrupt()
    {
        input.CancelPendingRead();
        memory.GiveUp();
    }

    private void ThrowIfStalled(bool wasInside, TimeSpan waited)
    {
        if (wasInside && IsInsideFrame)
        {
            throw new TimeoutException("the sender began a message and did not finish it in time");
        }

        if (waited > options.IdleTimeout)
        {
            throw new TimeoutException($"the sender said nothing for {options.IdleTimeoutHours} h");
        }
    }
}
