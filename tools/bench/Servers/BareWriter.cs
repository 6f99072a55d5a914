using System.Collections.Concurrent;
using SQLitePCL;

namespace XdsDmp.Bench.Servers;

/// <summary>
/// One thread, one connection, statements prepared once: what waits together is committed together. The pragmas are
/// those of the product's writer; there are no savepoints, look-ups or checks.
/// </summary>
internal sealed class BareWriter<T> : IDisposable
{
    private const int MaxBatch = 256;

    private readonly BlockingCollection<(T Item, TaskCompletionSource Done)> _waiting = new(4096);
    private readonly sqlite3 _database;
    private readonly Action<T> _write;
    private readonly sqlite3_stmt _begin;
    private readonly sqlite3_stmt _commit;
    private readonly Thread _thread;

    /// <param name="file">The database.</param>
    /// <param name="prepare">Prepares what writes an item.</param>
    public BareWriter(string file, Func<sqlite3, Action<T>> prepare)
    {
        _database = Sqlite.Open(file, "synchronous = FULL");
        _begin = Sqlite.Prepare(_database, "BEGIN IMMEDIATE");
        _commit = Sqlite.Prepare(_database, "COMMIT");
        _write = prepare(_database);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public Task WriteAsync(T item)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((item, done));
        return done.Task;
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _database.Dispose();
        _waiting.Dispose();
    }

    private void Run()
    {
        var batch = new List<TaskCompletionSource>(MaxBatch);
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            batch.Clear();
            Sqlite.Step(_database, _begin);
            Write(first, batch);
            while (batch.Count < MaxBatch && _waiting.TryTake(out var next))
            {
                Write(next, batch);
            }

            Sqlite.Step(_database, _commit);
            batch.ForEach(done => done.SetResult());
        }
    }

    private void Write((T Item, TaskCompletionSource Done) next, List<TaskCompletionSource> batch)
    {
        _write(next.Item);
        batch.Add(next.Done);
    }
}
