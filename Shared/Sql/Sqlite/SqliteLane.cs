using Microsoft.Data.Sqlite;

namespace XdsDmp.Sql.Sqlite;

/// <summary>
/// The one writer of a SQLite file: what waits together is committed together in one durable transaction; each piece
/// runs under its own savepoint, so that a bad one fails alone.
/// </summary>
internal sealed class SqliteLane(WriteSession session) : Lane
{
    // 1. BEGIN  2. each item under a savepoint, taking in what has queued up meanwhile  3. COMMIT  4. tell the callers
    public override int Commit(WriteItem first, WaitingWrites waiting)
    {
        var batch = new List<WriteItem> { first };
        try
        {
            session.Begin(WriteKeys.All);
            RunUnderSavepoint(first);
            while (batch.Count < MaxBatch && waiting.TryTake(out var next))
            {
                batch.Add(next);
                RunUnderSavepoint(next);
            }

            session.Commit();
        }
        catch (SqliteException failure)
        {
            Abandon();
            batch.ForEach(item => item.Fail(failure));
        }

        batch.ForEach(item => item.Complete());
        return batch.Count;
    }

    public override void Dispose() => session.Dispose();

    private void RunUnderSavepoint(WriteItem item)
    {
        session.Execute("SAVEPOINT item");
        if (!item.TryRun(session))
        {
            // On a full disk SQLite has already rolled everything back; then this throws and the whole batch fails.
            session.Execute("ROLLBACK TO item");
        }

        session.Execute("RELEASE item");
    }

    private void Abandon()
    {
        session.TakeCommitActions();
        session.Rollback();
    }
}
