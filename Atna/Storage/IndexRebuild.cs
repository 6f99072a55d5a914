using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Makes the index anew when an older version of this program made it: before anybody searches, in pieces, and going on
/// where it was broken off.
/// </summary>
internal sealed class IndexRebuild(GroupCommitWriter writer, ReaderPool readers, ILogger logger)
{
    private const int MaxRecordsAtOnce = 200;
    private const int RecordsBetweenReports = 20_000;

    public async Task RunAsync()
    {
        while (readers.Read(StateOf) is { Version: not AuditIndex.Version } state)
        {
            var records = readers.Read(session => Next(session, state.Done));
            if (records.Count == 0)
            {
                await writer.WriteAsync(Finish);
                return;
            }

            var indexes = records.Select(record => (record.Sequence, Index: AuditIndex.Of(record.Message))).ToList();
            await writer.WriteAsync(session => Take(session, indexes));
            if (indexes[^1].Sequence / RecordsBetweenReports > state.Done / RecordsBetweenReports)
            {
                logger.LogInformation("The index is made anew: up to record {Sequence}", indexes[^1].Sequence);
            }
        }
    }

    /// <summary>
    /// Several pieces are read in one transaction, one record at a time: a message may be large.
    /// </summary>
    private static List<ChainedMessage> Next(ReadSession session, long after)
    {
        var records = new List<ChainedMessage>();
        while (records.Count < MaxRecordsAtOnce && AuditRecordReader.Next(session, after) is { } record)
        {
            records.Add(record);
            after = record.Sequence;
        }

        return records;
    }

    private static void Take(WriteSession session, List<(long Sequence, AuditIndex Index)> indexes)
    {
        foreach (var (sequence, index) in indexes)
        {
            AuditRecordStore.Reindex(session, sequence, index);
        }

        session.Execute("UPDATE index_state SET done = @done WHERE id = 1", indexes[^1].Sequence);
    }

    private static void Finish(WriteSession session) =>
        session.Execute("UPDATE index_state SET version = @version, done = 0 WHERE id = 1", (long)AuditIndex.Version);

    private static IndexState? StateOf(ReadSession session) => session.First(
        "SELECT version, done FROM index_state WHERE id = 1", row => new IndexState(row.GetInt64(0), row.GetInt64(1)));

    private sealed record IndexState(long Version, long Done);
}
