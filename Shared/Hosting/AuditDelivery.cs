using Microsoft.Extensions.Logging;
using XdsDmp.Audit.Syslog;
using XdsDmp.Sql;

namespace XdsDmp.Hosting;

/// <summary>
/// Sends the outbox to the audit record repository, in order, for ever: a batch leaves the outbox only when the
/// receiver has it. A receiver that is down costs nothing but waiting; how much waits, and since when, is in the log.
/// </summary>
public sealed class AuditDelivery(
    Outbox outbox, GroupCommitWriter writer, SendBatch send, TimeProvider clock, ILogger logger)
{
    private const int MaxBatch = 500;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(30);

    private long _failures;

    /// <summary>Attempts that failed since the last that did not.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>What the outbox holds now.</summary>
    public AuditBacklog Waiting => new(outbox.Depth(), Oldest);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var retry = FirstRetry;
        while (true)
        {
            var pause = Idle;
            try
            {
                await DrainAsync(cancel);
                retry = FirstRetry;
            }
            catch (AuditDeliveryException undelivered)
            {
                logger.LogWarning(
                    "Audit messages wait: {Depth} in the outbox since {Oldest}, failure {Count}, next try in {Seconds} "
                    + "s: {Reason}",
                    outbox.Depth(), Oldest, Failures, retry.TotalSeconds, undelivered.Message);
                pause = retry;
                retry = retry * 2 < LastRetry ? retry * 2 : LastRetry;
            }

            await Task.Delay(pause, clock, cancel);
        }
    }

    /// <summary>
    /// Delivers what is waiting now. What comes meanwhile waits for the next time unless it is much: each batch costs a
    /// handshake, here and at the receiver.
    /// </summary>
    /// <exception cref="AuditDeliveryException">The receiver does not take it; everything not confirmed is still
    /// there.</exception>
    public async Task DrainAsync(CancellationToken cancel)
    {
        IReadOnlyList<OutboxMessage> batch;
        do
        {
            batch = outbox.Peek(MaxBatch);
            if (batch.Count > 0)
            {
                await SendAsync([.. batch.Select(m => (ReadOnlyMemory<byte>)m.Message)], cancel);
                var last = batch[^1].Sequence;
                await writer.WriteAsync(session => Outbox.Remove(session, last));
            }
        }
        while (batch.Count == MaxBatch);
    }

    /// <summary>When the oldest message was written: it says so itself.</summary>
    private DateTimeOffset? Oldest =>
        outbox.Peek(1) is [var first] ? SyslogMessageReader.Read(first.Message).Timestamp : null;

    private async Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages, CancellationToken cancel)
    {
        try
        {
            await send(messages, cancel);
        }
        catch (AuditDeliveryException)
        {
            Interlocked.Increment(ref _failures);
            throw;
        }

        if (Interlocked.Exchange(ref _failures, 0) is > 0 and var failures)
        {
            logger.LogInformation("Audit messages are delivered again after {Count} failures", failures);
        }
    }
}

/// <summary>Audit messages that wait: how many, and since when the oldest, which is null when there is none.</summary>
public sealed record AuditBacklog(long Depth, DateTimeOffset? Oldest);
