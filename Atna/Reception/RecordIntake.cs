using System.Data.Common;
using XdsDmp.Atna.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Reception;

/// <summary>
/// Makes messages durable however long that takes. A syslog sender has no way to learn that we could not store what it
/// sent: while the store is busy or its disk is full, we keep the messages, read no more, and try again.
/// </summary>
internal sealed class RecordIntake(GroupCommitWriter writer, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LastPause = TimeSpan.FromSeconds(5);

    /// <summary>Completes when all messages are on disk, in this order.</summary>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="abandon"/>: the service ends and cannot wait any longer.
    /// </exception>
    public async Task AppendAsync(PreparedBatch batch, CancellationToken abandon)
    {
        ChainHead? tried = null;
        await UntilDurableAsync(
            () => writer.WriteAsync(session =>
            {
                // Where the connection was lost in the commit, it has happened or not: then the chain tells.
                if (tried is null || !AuditRecordStore.Has(session, tried))
                {
                    tried = AuditRecordStore.Append(session, batch);
                }
            }),
            abandon);
    }

    /// <summary>Repeats <paramref name="write"/> until it succeeds.</summary>
    public async Task UntilDurableAsync(Func<Task> write, CancellationToken abandon)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LastPause ? pause * 2 : LastPause)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception failure) when (failure is StoreBusyException or DbException)
            {
                logger.Log(
                    failure is StoreBusyException ? LogLevel.Warning : LogLevel.Error,
                    "Audit messages wait in memory, next try in {Milliseconds} ms: {Reason}",
                    pause.TotalMilliseconds, failure.Message);
            }

            await Task.Delay(pause, clock, abandon);
        }
    }
}
