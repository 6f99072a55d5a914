using System.Data.Common;

namespace XdsDmp.Sql.Postgres;

/// <summary>
/// One of several connections that write. Work on keys of its own is one transaction; work on everything is committed
/// together with what waits of its kind, as long as all of it goes well: else each piece alone.
/// </summary>
internal sealed class PostgresLane(Func<PostgresSession> open, Database database) : Lane
{
    private const int MaxTries = 6;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Never set: waiting for it is a pause.</summary>
    private readonly ManualResetEvent _never = new(initialState: false);

    private WriteSession? _session;
    private PostgresSession? _connection;

    public override int Commit(WriteItem first, WaitingWrites waiting)
    {
        var batch = new List<WriteItem> { first };
        WriteItem? other = null;
        while (first.Keys.IsAll && other is null && batch.Count < MaxBatch && waiting.TryTake(out var next))
        {
            if (next.Keys.IsAll)
            {
                batch.Add(next);
            }
            else
            {
                other = next;
            }
        }

        var count = batch.Count;
        if (count == 1 || !TryTogether(batch))
        {
            batch.ForEach(RunAlone);
        }

        return other is null ? count : count + Commit(other, waiting);
    }

    public override void Dispose()
    {
        Close();
        _never.Dispose();
    }

    private bool TryTogether(List<WriteItem> batch)
    {
        try
        {
            var session = Session();
            session.Begin(WriteKeys.All);
            if (!batch.TrueForAll(item => item.TryRun(session)))
            {
                session.Rollback();
                return false;
            }

            session.Flush();
        }
        catch (DbException)
        {
            Abandon();
            return false;
        }

        CommitAndTell(batch);
        return true;
    }

    private void RunAlone(WriteItem item)
    {
        var pause = FirstPause;
        for (var tries = 1; !TryAlone(item); tries++)
        {
            if (tries == MaxTries || !IsWorthAnotherTry(item.Failure!))
            {
                item.Complete();
                return;
            }

            _never.WaitOne(pause + (Random.Shared.NextDouble() * pause));
            pause *= 2;
        }
    }

    private static bool IsWorthAnotherTry(Exception failure) => PostgresFailure.IsConflict(failure)
        || PostgresFailure.IsDuplicate(failure) || PostgresFailure.IsOutage(failure);

    /// <summary>False when nothing was kept, for a reason that the item has.</summary>
    private bool TryAlone(WriteItem item)
    {
        try
        {
            var session = Session();
            session.Begin(item.Keys);
            if (!item.TryRun(session))
            {
                Abandon();
                return false;
            }

            session.Flush();
        }
        catch (DbException failure)
        {
            Abandon();
            item.Undo(failure);
            return false;
        }

        CommitAndTell([item]);
        return true;
    }

    /// <summary>A commit whose answer was lost has happened or not: it is not done again, and its caller is told so.
    /// </summary>
    private void CommitAndTell(List<WriteItem> batch)
    {
        try
        {
            _session!.Commit();
        }
        catch (DbException failure)
        {
            Abandon();
            batch.ForEach(item => item.Fail(failure));
        }

        batch.ForEach(item => item.Complete());
    }

    private WriteSession Session()
    {
        if (_connection is { IsBroken: true })
        {
            Close();
        }

        if (_session is null)
        {
            _connection = open();
            _session = new WriteSession(_connection, database);
        }

        return _session;
    }

    private void Abandon()
    {
        try
        {
            _session?.TakeCommitActions();
            _session?.Rollback();
        }
        catch (DbException)
        {
            Close();
        }
    }

    private void Close()
    {
        _session?.Dispose();
        _session = null;
        _connection = null;
    }
}
