using Microsoft.Data.Sqlite;

namespace XdsDmp.Sql.Sqlite;

/// <summary>
/// The one writer of a SQLite file: what waits together is committed together in one durable transaction. A bad piece
/// fails alone: then all of them run again, each under a savepoint. To have one each time would cost a copy of every
/// page that they change.
/// </summary>
internal sealed class SqliteLane(WriteSession session) : Lane
{
    // 1. BEGIN  2. each item, taking in what has queued up meanwhile  3. COMMIT  4. tell the callers
    public override int Commit(WriteItem first, WaitingWrites waiting)
    {
        var batch = new List<WriteItem> { first };
        try
        {
            session.Begin(WriteKeys.All);
            if (!TryTogether(batch, waiting))
            {
                session.Rollback();
                session.Begin(WriteKeys.All);
                batch.ForEach(RunUnderSavepoint);
            }

            session.Commit();
        }
        catch (SqliteException failure)
        {
            session.TakeCommitActions();
            session.Rollback();
            batch.ForEach(item => item.Fail(failure));
        }

        batch.ForEach(item => item.Complete());
        return batch.Count;
    }

    public override void Dispose() => session.Dispose();

    private bool TryTogether(List<WriteItem> batch, WaitingWrites waiting)
    {
        while (batch[^1].TryRun(session))
        {
            if (batch.Count == MaxBatch || !waiting.TryTake(out var next))
            {
                return true;
            }

            batch.Add(next);
        }

        return false;
    }

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
}
