using Dapper;

namespace XdsDmp.Sql;

/// <summary>
/// Remembers signed messages for as long as they could be accepted again (WSS 1.1 §10: replay). In the database, so
/// that neither a restart nor a second instance forgets.
/// </summary>
public sealed class SeenMessages
{
    private const int RemovedAtOnce = 8;

    /// <summary>
    /// Where several instances write: so often one looks how many there are, and removes the old ones.
    /// </summary>
    private static readonly TimeSpan Rounds = TimeSpan.FromSeconds(10);

    private const int RemovedInARound = 2_000;

    private readonly Database _database;
    private readonly GroupCommitWriter _writer;
    private readonly long _most;
    private long _count;
    private long _nextRound;

    /// <param name="database">Where they are.</param>
    /// <param name="writer">Writes to it.</param>
    /// <param name="most">Rows at most (about 60 octets each); beyond them new messages must wait.</param>
    public SeenMessages(Database database, GroupCommitWriter writer, long most = 2_000_000)
    {
        ArgumentNullException.ThrowIfNull(database);
        _database = database;
        _writer = writer;
        _most = most;
        _count = Count();
    }

    /// <summary>Notes a message, durably, and tells whether it was here before.</summary>
    /// <exception cref="StoreBusyException">There is no room, or the store has too much to do.</exception>
    public Task<SeenBefore> NoteAsync(SeenMessage message, DateTimeOffset now) =>
        _database.IsShared ? NoteBesideOthersAsync(message, now) : NoteAloneAsync(message, now);

    private Task<SeenBefore> NoteAloneAsync(SeenMessage message, DateTimeOffset now) => _writer.WriteAsync(session =>
    {
        var removed = RemoveOld(session, now);
        session.OnCommit(() => Interlocked.Add(ref _count, -removed));
        return Interlocked.Read(ref _count) - removed < _most
            ? Note(session, message)
            : throw new StoreBusyException();
    });

    /// <summary>
    /// The row says whether it is new, whoever writes at the same time. How many others have written is not known
    /// exactly: the bound is one on what is kept, not on a number.
    /// </summary>
    private async Task<SeenBefore> NoteBesideOthersAsync(SeenMessage message, DateTimeOffset now)
    {
        var next = Interlocked.Read(ref _nextRound);
        if (now.UtcTicks >= next
            && Interlocked.CompareExchange(ref _nextRound, (now + Rounds).UtcTicks, next) == next)
        {
            await RemoveOldAsync(now);
            Interlocked.Exchange(ref _count, Count());
        }

        return Interlocked.Read(ref _count) < _most
            ? await _writer.WriteAsync(session => Note(session, message), WriteKeys.None)
            : throw new StoreBusyException();
    }

    private async Task RemoveOldAsync(DateTimeOffset now)
    {
        int removed;
        do
        {
            removed = await _writer.WriteAsync(
                session => RemoveOld(session, now, RemovedInARound), WriteKeys.Of("seen messages", "old"));
        }
        while (removed == RemovedInARound);
    }

    private long Count()
    {
        using var connection = _database.OpenReader();
        return connection.ExecuteScalar<long>("SELECT count(*) FROM seen_message");
    }

    private SeenBefore Note(WriteSession session, SeenMessage message)
    {
        var added = session.Execute(
            "INSERT INTO seen_message (key, proof, until) VALUES (@key, @proof, @until) ON CONFLICT DO NOTHING",
            message.Key, message.Proof, message.Until.ToUnixTimeMilliseconds());
        if (added == 1)
        {
            session.OnCommit(() => Interlocked.Increment(ref _count));
            return SeenBefore.Never;
        }

        var isSame = session.Execute(
            "UPDATE seen_message SET proof = proof WHERE key = @key AND proof = @proof", message.Key,
                message.Proof) == 1;
        return isSame ? SeenBefore.Same : SeenBefore.Another;
    }

    private static int RemoveOld(WriteSession session, DateTimeOffset now, int most = RemovedAtOnce) => session.Execute(
        """
        DELETE FROM seen_message
        WHERE key IN (SELECT key FROM seen_message WHERE until < @now ORDER BY until LIMIT @most)
        """,
        now.ToUnixTimeMilliseconds(), most);
}

/// <summary>What is kept of a message: see the table's columns.</summary>
public sealed record SeenMessage(byte[] Key, byte[] Proof, DateTimeOffset Until);

public enum SeenBefore
{
    Never,

    /// <summary>The very same message, from the same caller: a retransmission, or a replay by its own sender.</summary>
    Same,

    /// <summary>Another message under the same identifier, or brought by somebody else.</summary>
    Another,
}
