using Microsoft.Data.Sqlite;

namespace XdsDmp.Atna.Storage;

/// <summary>The row of <c>record</c>.</summary>
internal sealed record ChainedMessage(long Sequence, ReceivedMessage Message, byte[] PreviousHash, byte[] ChainHash)
{
    /// <summary>The columns in the order that <see cref="Of"/> expects.</summary>
    public const string Columns =
        "sequence, received_at, transport, peer, peer_certificate, previous_hash, chain_hash, raw";

    public static ChainedMessage Of(SqliteDataReader row) => new(
        row.GetInt64(0),
        new ReceivedMessage(
            Microseconds.ToTime(row.GetInt64(1)),
            row.GetString(2),
            row.GetString(3),
            row.IsDBNull(4) ? null : row.GetString(4),
            row.GetFieldValue<byte[]>(7)),
        row.GetFieldValue<byte[]>(5),
        row.GetFieldValue<byte[]>(6));
}
