using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace XdsDmp.Sql;

/// <summary>
/// The one writer of a SQLite file. Work that waits together is committed together in one durable transaction; each
/// piece runs under its own savepoint, so that a bad one fails alone. A returned task that completed means: it is on
/// disk.
/// </summary>
public sealed class GroupCommitWriter : IDisposable
{
    /// <summary>Beyond this a batch only adds waiting time.</summary>
    private const int MaxBatch = 256;

    private const int MaxWaiting = 4096;

    private readonly BlockingCollection<WriteItem> _waiting = new(MaxWaiting);
    private readonly Thread _thread;
    private readonly Database _database;

    public GroupCommitWriter(Database database)
    {
        _database = database;
        _thread = new Thread(Run) { IsBackground = true, Name = "writer " + Path.GetFileName(database.File) };
        _thread.Start();
    }

    /// <summary>Writes that wait.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Told how many writes were committed together.</summary>
    public Action<int>? Committed { get; set; }

    /// <summary>Queues <paramref name="work"/> and completes when its transaction is durable.</summary>
    /// <exception cref="StoreBusyException">The queue is full.</exception>
    public Task<T> WriteAsync<T>(Func<WriteSession, T> work)
    {
        var item = new WriteItem<T>(work);
        if (!_waiting.TryAdd(item))
        {
            throw new StoreBusyException();
        }

        return item.Task;
    }

    public Task WriteAsync(Action<WriteSession> work) => WriteAsync(session =>
    {
        work(session);
        return true;
    });

    /// <summary>Finishes what is waiting, then stops.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private void Run()
    {
        using var session = _database.OpenWriteSession();
        var batch = new List<WriteItem>(MaxBatch);
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            batch.Clear();
            batch.Add(first);
            CommitTogether(session, batch);
        }
    }

    // 1. BEGIN  2. each item under a savepoint, taking in what has queued up meanwhile  3. COMMIT  4. tell the callers
    private void CommitTogether(WriteSession session, List<WriteItem> batch)
    {
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            RunUnderSavepoint(session, batch[0]);
            while (batch.Count < MaxBatch && _waiting.TryTake(out var next))
            {
                batch.Add(next);
                RunUnderSavepoint(session, next);
            }

            session.Execute("COMMIT");
            Committed?.Invoke(batch.Count);
        }
        catch (SqliteException failure)
        {
            Abandon(session);
            batch.ForEach(item => item.Fail(failure));
        }

        batch.ForEach(item => item.Complete());
    }

    private static void RunUnderSavepoint(WriteSession session, WriteItem item)
    {
        session.Execute("SAVEPOINT item");
        if (!item.TryRun(session))
        {
            // On a full disk SQLite has already rolled everything back; then this throws and the whole batch fails.
            session.Execute("ROLLBACK TO item");
        }

        session.Execute("RELEASE item");
    }

    private static void Abandon(WriteSession session)
    {
        session.TakeCommitActions();
        try
        {
            session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // Nothing to roll back: SQLite has done it itself.
        }
    }
}
