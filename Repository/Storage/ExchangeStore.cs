using XdsDmp.Sql;

namespace XdsDmp.Repository.Storage;

/// <summary>Answers already given: a retransmission gets the same one.</summary>
internal static class ExchangeStore
{
    /// <param name="session">Of the repository's database.</param>
    /// <param name="exchange">The message that has come again.</param>
    /// <param name="since">Answers from before that time do not count any more.</param>
    public static byte[]? FindAnswer(ReadSession session, ExchangeKey exchange, long since) => session.First(
        """
        SELECT answer FROM exchange
        WHERE sender = @sender AND message_id = @id AND digest = @digest AND answered_at >= @since
        """,
        row => row.GetFieldValue<byte[]>(0), exchange.Sender, exchange.MessageId, exchange.Digest, since);

    public static void Add(WriteSession session, ExchangeKey exchange, byte[] answer, long now) =>
        session.Put(
            """
            INSERT INTO exchange (sender, message_id, digest, answer, answered_at)
            VALUES (@sender, @id, @digest, @answer, @now) ON CONFLICT DO NOTHING
            """,
            exchange.Sender, exchange.MessageId, exchange.Digest, answer, now);

    /// <summary>Forgets what was answered before that time, a part at a time.</summary>
    public static int Forget(WriteSession session, long before) => session.Execute(
        """
        DELETE FROM exchange WHERE (sender, message_id) IN
            (SELECT sender, message_id FROM exchange WHERE answered_at < @before ORDER BY answered_at LIMIT 1000)
        """,
        before);
}
