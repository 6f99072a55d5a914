using System.Data.Common;

namespace XdsDmp.Atna.Storage;

/// <summary>The row of <c>record</c>.</summary>
internal sealed record ChainedMessage(long Sequence, ReceivedMessage Message, byte[] PreviousHash, byte[] ChainHash)
{
    /// <summary>The columns in the order that <see cref="Of"/> expects.</summary>
    public const string Columns =
        "sequence, received_at, transport, peer, peer_certificate, previous_hash, chain_hash, raw";

    /// <summary>
    /// In a damaged file any column may be missing, whatever the table says. Then the hash tells; reading does not
    /// fail.
    /// </summary>
    public static ChainedMessage Of(DbDataReader row) => new(
        row.GetInt64(0),
        new ReceivedMessage(
            Microseconds.ToTime(row.Number(1) ?? 0), row.Text(2) ?? "", row.Text(3) ?? "", row.Text(4), row.Octets(7)),
        row.Octets(5),
        row.Octets(6));
}
