using Dapper;

namespace XdsDmp.Sql;

/// <summary>
/// Messages that must leave this service, in order, durable from the moment their transaction is. Kept until the
/// receiver has them.
/// </summary>
public sealed class Outbox(Database database)
{
    /// <summary>Adds a message inside the transaction of the act that it tells about.</summary>
    public static void Append(WriteSession session, byte[] message) =>
        session.Put("INSERT INTO audit_outbox (message) VALUES (@message)", message);

    /// <summary>
    /// These have been delivered, and none but these: a message with a lower number may be committed later, where
    /// several write at once.
    /// </summary>
    /// <param name="session">Of the writer.</param>
    /// <param name="delivered">In the order of their numbers.</param>
    public static void Remove(WriteSession session, IReadOnlyList<OutboxMessage> delivered)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(delivered);
        for (int first = 0, next = 1; first < delivered.Count; next++)
        {
            if (next == delivered.Count || delivered[next].Sequence != delivered[next - 1].Sequence + 1)
            {
                session.Put(
                    "DELETE FROM audit_outbox WHERE sequence BETWEEN @first AND @last", delivered[first].Sequence,
                    delivered[next - 1].Sequence);
                first = next;
            }
        }
    }

    /// <summary>The oldest waiting messages, oldest first.</summary>
    public IReadOnlyList<OutboxMessage> Peek(int maxMessages)
    {
        using var connection = database.OpenReader();
        return connection.Query<OutboxMessage>(
            "SELECT sequence, message FROM audit_outbox ORDER BY sequence LIMIT @maxMessages", new { maxMessages })
                .AsList();
    }

    /// <summary>
    /// How many messages wait, at most: they leave from the front and have numbers with few gaps, so that nothing is
    /// counted.
    /// </summary>
    public long Depth()
    {
        using var connection = database.OpenReader();
        return connection.ExecuteScalar<long>(
            """
            SELECT coalesce((SELECT max(sequence) FROM audit_outbox) - (SELECT min(sequence) FROM audit_outbox) + 1, 0)
            """);
    }
}

/// <summary>A waiting message and its place in the order.</summary>
public sealed record OutboxMessage(long Sequence, byte[] Message);
