using System.Data.Common;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Syslog;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Forwarding;

/// <summary>
/// Follows the chain and sends one target what it wants, octet by octet as it came, in order. What it has got is a
/// place in the chain; a target that is away costs nothing but waiting, and holds up neither reception nor others.
/// </summary>
internal sealed class Forwarder(
    ForwardingTarget target,
    SendBatch send,
    GroupCommitWriter writer,
    ReaderPool readers,
    TimeProvider clock,
    ILogger logger)
{
    private const int MaxRecords = 256;
    private const long MaxBytes = 1024 * 1024;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(5);

    private long? _position;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var retry = FirstRetry;
        var failures = 0;
        while (true)
        {
            var pause = Idle;
            try
            {
                await DrainAsync(cancel);
                if (failures > 0)
                {
                    logger.LogInformation("{Target}: has got all again after {Count} failures", target.Name, failures);
                }

                (failures, retry) = (0, FirstRetry);
            }
            catch (Exception failure) when (failure is AuditDeliveryException or DbException or StoreBusyException)
            {
                failures++;
                logger.LogWarning(
                    "{Target}: {Lag} records behind since {Oldest}, failure {Count}, next try in {Seconds} s: {Reason}",
                    target.Name, Lag, Oldest, failures, retry.TotalSeconds, failure.Message);
                pause = retry;
                retry = retry * 2 < LastRetry ? retry * 2 : LastRetry;
            }

            await Task.Delay(pause, clock, cancel);
        }
    }

    /// <summary>Sends all that is there now.</summary>
    /// <exception cref="AuditDeliveryException">The target does not take it; it is sent again next time.</exception>
    public async Task DrainAsync(CancellationToken cancel)
    {
        _position ??= await writer.WriteAsync(s => ForwardingStore.Begin(s, target.Name, clock.GetUtcNow()));
        while (readers.Read(Next) is { } batch)
        {
            if (batch.Messages.Count > 0)
            {
                await send(batch.Messages, cancel);
            }

            // A crash at this point sends the batch again: a duplicate is better than a gap.
            await writer.WriteAsync(s => ForwardingStore.Advance(s, target.Name, batch.Last, clock.GetUtcNow()));
            _position = batch.Last;
        }
    }

    private long Lag => readers.Read(AuditRecordStore.Head)?.Sequence - _position ?? 0;

    /// <summary>When the first record was received that it has not got.</summary>
    private DateTimeOffset? Oldest => readers.Read(s => AuditRecordReader.Next(s, _position ?? 0)?.Message.ReceivedAt);

    /// <summary>Null at the end of the chain.</summary>
    private Batch? Next(ReadSession session)
    {
        var messages = new List<ReadOnlyMemory<byte>>();
        var start = _position ?? 0;
        var (last, bytes) = (start, 0L);
        for (var count = 0; count < MaxRecords && bytes < MaxBytes; count++)
        {
            if (AuditRecordReader.Next(session, last) is not { } record)
            {
                break;
            }

            last = record.Sequence;
            bytes += record.Message.Raw.Length;
            if (target.Wants(record.Message))
            {
                messages.Add(record.Message.Raw);
            }
        }

        return last == start ? null : new Batch(messages, last);
    }

    /// <param name="Messages">What the target wants of the next records.</param>
    /// <param name="Last">The last of them, wanted or not.</param>
    private sealed record Batch(IReadOnlyList<ReadOnlyMemory<byte>> Messages, long Last);
}
