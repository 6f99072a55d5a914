namespace XdsDmp.Sql;

/// <summary>
/// Writes for a service: to a SQLite file one after the other, those that wait together in one durable transaction; to
/// PostgreSQL several side by side, as far as their keys allow. A returned task that completed means: it is on disk.
/// </summary>
public sealed class GroupCommitWriter : IDisposable
{
    private readonly WaitingWrites _waiting = new();
    private readonly Thread[] _threads;
    private readonly Database _database;

    public GroupCommitWriter(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        _database = database;
        _threads = [.. Enumerable.Range(0, database.Engine.Writers).Select(StartThread)];
    }

    /// <summary>Writes that wait.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Told how many writes were committed together.</summary>
    public Action<int>? Committed { get; set; }

    /// <summary>
    /// Queues <paramref name="work"/> and completes when its transaction is durable. It may have to run again, when a
    /// connection was lost or two of them waited for each other: it must have no effect but in its session.
    /// </summary>
    /// <param name="work">Reads and changes rows.</param>
    /// <param name="keys">What it depends on, where others write at the same time; none: everything.</param>
    /// <exception cref="StoreBusyException">The queue is full, or the service ends.</exception>
    public Task<T> WriteAsync<T>(Func<WriteSession, T> work, WriteKeys? keys = null)
    {
        var item = new WriteItem<T>(work, keys ?? WriteKeys.All);
        if (!_waiting.TryAdd(item))
        {
            throw new StoreBusyException();
        }

        return item.Task;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<WriteSession> work, WriteKeys? keys = null) => WriteAsync(
        session =>
        {
            work(session);
            return true;
        },
        keys);

    /// <summary>Finishes what is waiting, then stops.</summary>
    public void Dispose()
    {
        _waiting.Complete();
        Array.ForEach(_threads, thread => thread.Join());
        _waiting.Dispose();
    }

    private Thread StartThread(int number)
    {
        var thread = new Thread(Run) { IsBackground = true, Name = $"writer {number} {_database.Name}" };
        thread.Start();
        return thread;
    }

    private void Run()
    {
        using var lane = _database.Engine.OpenLane(_database);
        foreach (var first in _waiting.Each())
        {
            var count = lane.Commit(first, _waiting);
            Committed?.Invoke(count);
        }
    }
}
