using System.Data.Common;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Syslog;
using XdsDmp.Hosting;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Forwarding;

/// <summary>
/// Follows the chain and sends one target what it wants, in order. What it has got is a place in the chain; a target
/// that is away costs nothing but waiting, and holds up neither reception nor others. What it refuses for good goes on
/// a list of its own, and does not hold up what stands behind.
/// </summary>
internal sealed class Forwarder(
    ForwardingTarget target,
    ICopySender sender,
    GroupCommitWriter writer,
    ReaderPool readers,
    AuditTrail audit,
    TimeProvider clock,
    ILogger logger,
    JobTurn? turn = null)
{
    private const int MaxRecords = 256;
    private const long MaxBytes = 1024 * 1024;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ElsewhereIdle = TimeSpan.FromSeconds(5);
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
                if (!IsOurTurn)
                {
                    // Another instance sends; where it has got to is read when it is our turn.
                    _position = null;
                    await Task.Delay(ElsewhereIdle, clock, cancel);
                    continue;
                }

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
        while (IsOurTurn && readers.Read(Next) is { } batch)
        {
            var refused = batch.Copies.Count == 0 ? [] : await sender.SendAsync(batch.Copies, cancel);

            // A crash at this point sends the batch again: a duplicate is better than a gap.
            await writer.WriteAsync(session => Settle(session, batch, refused));
            _position = batch.Last;
        }
    }

    private void Settle(WriteSession session, Batch batch, IReadOnlyList<RefusedCopy> refused)
    {
        var now = clock.GetUtcNow();
        foreach (var copy in refused)
        {
            logger.LogError(
                "{Target}: record {Sequence} is refused for good: {Cause}", target.Name, copy.Sequence, copy.Cause);
            ForwardingStore.AppendRefusal(
                session, target.Name, copy.Sequence, $"{copy.Cause} {copy.Detail}".TrimEnd(), now);
        }

        // Our own messages are forwarded, too. Were one written about a refusal of one of them, there would be no end.
        var others = refused.Where(copy => !batch.Own.Contains(copy.Sequence)).ToList();
        if (others.Count > 0)
        {
            audit.Append(session, [RefusedEvent.Build(audit.Node, now, target, others)]);
        }

        ForwardingStore.Advance(session, target.Name, batch.Last, now);
    }

    private bool IsOurTurn => turn is null || turn.IsOurs;

    private long Lag => readers.Read(AuditRecordStore.Head)?.Sequence - _position ?? 0;

    /// <summary>When the first record was received that it has not got.</summary>
    private DateTimeOffset? Oldest => readers.Read(s => AuditRecordReader.Next(s, _position ?? 0)?.Message.ReceivedAt);

    /// <summary>Null at the end of the chain.</summary>
    private Batch? Next(ReadSession session)
    {
        var copies = new List<RecordCopy>();
        var own = new HashSet<long>();
        var start = _position ?? 0;
        var (last, bytes) = (start, 0L);
        for (var count = 0; count < MaxRecords && bytes < MaxBytes; count++)
        {
            if (AuditRecordReader.Next(session, last) is not { } stored)
            {
                break;
            }

            last = stored.Sequence;
            bytes += stored.Message.Raw.Length;
            var record = new AuditRecord(stored);
            if (target.Wants(record) && sender.FormOf(record) is { } octets)
            {
                copies.Add(new RecordCopy(last, octets));
                _ = stored.Message.Transport == Transports.Own && own.Add(last);
            }
        }

        return last == start ? null : new Batch(copies, own, last);
    }

    /// <param name="Copies">What the target wants of the next records.</param>
    /// <param name="Own">Which of these are messages of this audit repository itself.</param>
    /// <param name="Last">The last of the records, wanted or not.</param>
    private sealed record Batch(IReadOnlyList<RecordCopy> Copies, IReadOnlySet<long> Own, long Last);
}
