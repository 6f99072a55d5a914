using System.Data.Common;
using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Makes the index anew when an older version of this program made it. Messages are received meanwhile; nobody can
/// search before it is done. It works in pieces, and goes on where it was broken off.
/// </summary>
internal sealed class IndexRebuild(
    GroupCommitWriter writer, ReaderPool readers, TimeProvider clock, ILogger logger, JobTurn? turn = null)
{
    private const int MaxRecordsAtOnce = 500;
    private const long MaxBytesAtOnce = 8 * 1024 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);

    /// <summary>Returns when the index is whole; a store that fails or is busy is tried again.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                if (readers.Read(IndexState.Of).IsCurrent)
                {
                    return;
                }

                if (turn is null || turn.IsOurs)
                {
                    await MakeAsync(cancel);
                    return;
                }
            }
            catch (Exception failure) when (failure is DbException or StoreBusyException)
            {
                logger.LogError("The index is made anew later: {Reason}", failure.Message);
            }

            await Task.Delay(Pause, clock, cancel);
        }
    }

    /// <summary>
    /// Before the first search can come: at once where there are few records or none, as in a database that is new.
    /// </summary>
    public async Task MakeIfSmallAsync(CancellationToken cancel)
    {
        var isSmall = readers.Read(session => !IndexState.Of(session).IsCurrent
            && (AuditRecordStore.Head(session)?.Sequence ?? 0) <= MaxRecordsAtOnce);
        if (isSmall && (turn is null || turn.IsOurs))
        {
            await MakeAsync(cancel);
        }
    }

    private async Task MakeAsync(CancellationToken cancel)
    {
        // What comes from now on is indexed as it comes.
        var (state, end) = await writer.WriteAsync(Begin);
        var (done, told) = (state.Done, clock.GetTimestamp());
        while (!state.IsCurrent && readers.Read(session => Next(session, done, end)) is { Count: > 0 } records)
        {
            cancel.ThrowIfCancellationRequested();
            var indexes = records
                .Select(record => new IndexedRecord(record.Sequence, AuditIndex.Of(record.Message))).ToList();
            done = indexes[^1].Sequence;
            await writer.WriteAsync(session => Take(session, indexes, state with { Done = done }));
            if (clock.GetElapsedTime(told) > TellEvery)
            {
                told = clock.GetTimestamp();
                logger.LogInformation("The index is made anew: {Done} of {End} records", done, end);
            }
        }

        if (!state.IsCurrent)
        {
            await writer.WriteAsync(session => IndexState.Take(session, new IndexState(AuditIndex.Version, Done: 0)));
        }
    }

    /// <summary>What an older version made is not among what this one would look for.</summary>
    private static (IndexState State, long End) Begin(WriteSession session)
    {
        var state = IndexState.Of(session);
        if (state is { IsCurrent: false, Done: 0 })
        {
            session.Depend(TermRunStore.ChangeKey, "");
            session.Execute("DELETE FROM term_block");
            session.Execute("DELETE FROM term_run");
            session.Execute("DELETE FROM event");
        }

        return (state, AuditRecordStore.Head(session)?.Sequence ?? 0);
    }

    private static List<ChainedMessage> Next(ReadSession session, long after, long end)
    {
        var records = new List<ChainedMessage>();
        for (var bytes = 0L; records.Count < MaxRecordsAtOnce && bytes < MaxBytesAtOnce;)
        {
            if (AuditRecordReader.Next(session, after) is not { } record || record.Sequence > end)
            {
                break;
            }

            records.Add(record);
            after = record.Sequence;
            bytes += record.Message.Raw.Length;
        }

        return records;
    }

    private static void Take(WriteSession session, IReadOnlyList<IndexedRecord> indexes, IndexState state)
    {
        AuditRecordStore.Reindex(session, indexes);
        IndexState.Take(session, state);
    }
}
