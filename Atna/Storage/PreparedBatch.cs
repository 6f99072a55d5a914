using XdsDmp.Atna.Storage.Terms;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Records that are appended together, with the runs that their terms become. Made before the writer's turn: reading
/// messages and putting terms in order would keep everybody waiting.
/// </summary>
internal sealed record PreparedBatch(IReadOnlyList<PreparedRecord> Records, IReadOnlyList<NewRun> Runs)
{
    public static PreparedBatch Of(IEnumerable<ReceivedMessage> messages) =>
        Of([.. messages.Select(PreparedRecord.Of)]);

    public static PreparedBatch Of(IReadOnlyList<PreparedRecord> records) =>
        new(records, NewRun.Of([.. records.Select(record => record.Index)]));
}
