using System.Data.Common;
using Microsoft.Extensions.Logging;
using XdsDmp.Audit.Syslog;
using XdsDmp.Sql;

namespace XdsDmp.Hosting;

/// <summary>
/// Sends the outbox to the audit record repository, in order, for ever: a batch leaves the outbox only when the
/// receiver has it. A receiver that is down costs nothing but waiting; how much waits, and since when, is in the log.
/// Of several instances on one outbox one sends, as long as it can: another one may reach a receiver that it does not.
/// </summary>
/// <param name="outbox">What waits.</param>
/// <param name="writer">Of its database.</param>
/// <param name="send">To the receiver.</param>
/// <param name="clock">For pauses.</param>
/// <param name="logger">Told what waits.</param>
/// <param name="takeTurn">The right to send; null: nobody else does.</param>
public sealed class AuditDelivery(
    Outbox outbox, GroupCommitWriter writer, SendBatch send, TimeProvider clock, ILogger logger,
    Func<ILease?>? takeTurn = null)
{
    /// <summary>The right that one of several instances has.</summary>
    public const string Job = "audit delivery";

    private const int MaxBatch = 500;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan NotOurTurn = TimeSpan.FromSeconds(1);
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
        using var turn = new Turn(takeTurn);
        while (true)
        {
            var pause = NotOurTurn;
            try
            {
                if (turn.IsOurs())
                {
                    await DrainAsync(cancel);
                    (pause, retry) = (Idle, FirstRetry);
                }
            }
            catch (AuditDeliveryException undelivered)
            {
                logger.LogWarning(
                    "Audit messages wait: {Depth} in the outbox since {Oldest}, failure {Count}, next try in {Seconds} "
                    + "s: {Reason}",
                    outbox.Depth(), Oldest, Failures, retry.TotalSeconds, undelivered.Message);
                (pause, retry) = (retry, Longer(retry));
                turn.Leave();
            }
            catch (Exception trouble) when (trouble is DbException or StoreBusyException or StoreFullException)
            {
                logger.LogWarning("Audit messages wait for the database: {Reason}", trouble.Message);
                (pause, retry) = (retry, Longer(retry));
                turn.Leave();
            }

            await Task.Delay(pause, clock, cancel);
        }
    }

    /// <summary>Before a stop: what waits is delivered, unless another instance does that.</summary>
    public async Task DrainLastAsync(CancellationToken cancel)
    {
        using var turn = new Turn(takeTurn);
        if (turn.IsOurs())
        {
            do
            {
                await DrainAsync(cancel);
            }
            while (outbox.Depth() > 0);
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
                await writer.WriteAsync(session => Outbox.Remove(session, batch), WriteKeys.None);
            }
        }
        while (batch.Count == MaxBatch);
    }

    private static TimeSpan Longer(TimeSpan retry) => retry * 2 < LastRetry ? retry * 2 : LastRetry;

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
