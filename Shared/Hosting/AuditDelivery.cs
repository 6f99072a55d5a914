using Microsoft.Extensions.Logging;
using XdsDmp.Audit.Syslog;
using XdsDmp.Sql;

namespace XdsDmp.Hosting;

/// <summary>
/// Sends the outbox to the audit record repository, in order, for ever: a batch leaves the outbox only when the
/// receiver has it. A receiver that is down costs nothing but waiting.
/// </summary>
public sealed class AuditDelivery(
    Outbox outbox, GroupCommitWriter writer, SyslogTlsSender sender, bool receiverConfirms, ILogger logger)
{
    private const int MaxBatch = 500;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(30);

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
                    "Audit messages wait: {Depth} in the outbox, next try in {Seconds} s: {Reason}",
                    outbox.Depth(), retry.TotalSeconds, undelivered.Message);
                pause = retry;
                retry = retry * 2 < LastRetry ? retry * 2 : LastRetry;
            }

            await Task.Delay(pause, cancel);
        }
    }

    /// <summary>Delivers what is waiting now.</summary>
    /// <exception cref="AuditDeliveryException">The receiver does not take it; everything not confirmed is still
    /// there.</exception>
    public async Task DrainAsync(CancellationToken cancel)
    {
        IReadOnlyList<OutboxMessage> batch;
        while ((batch = outbox.Peek(MaxBatch)).Count > 0)
        {
            await sender.SendBatchAsync(
                [.. batch.Select(m => (ReadOnlyMemory<byte>)m.Message)], receiverConfirms, cancel);
            var last = batch[^1].Sequence;
            await writer.WriteAsync(session => Outbox.Remove(session, last));
        }
    }
}
