using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>Reads records back. Lists are made from the records themselves: the index only finds them.</summary>
internal static class AuditRecordReader
{
    public static ChainedMessage? Find(ReadSession session, long sequence) => session.First(
        "SELECT " + ChainedMessage.Columns + " FROM record WHERE sequence = @sequence", ChainedMessage.Of, sequence);

    /// <summary>The first record after this place, whatever number it bears.</summary>
    public static ChainedMessage? Next(ReadSession session, long after) => session.First(
        "SELECT " + ChainedMessage.Columns + " FROM record WHERE sequence > @after ORDER BY sequence LIMIT 1",
        ChainedMessage.Of,
        after);

    /// <summary>Null when there is no such record.</summary>
    public static DateTimeOffset? ReceivedAt(ReadSession session, long sequence) => session.First(
        "SELECT received_at FROM record WHERE sequence = @sequence",
        row => (DateTimeOffset?)Microseconds.ToTime(row.Number(0) ?? 0),
        sequence);

    /// <summary>Newest first. One message at a time is in memory, however large they are.</summary>
    public static IReadOnlyList<AuditListing> List(ReadSession session, AuditFilter filter) =>
    [
        .. AuditSearch.Find(session, filter)
            .Select(sequence => Find(session, sequence))
            .OfType<ChainedMessage>()
            .Select(stored => new AuditListing(new AuditRecord(stored))),
    ];
}
