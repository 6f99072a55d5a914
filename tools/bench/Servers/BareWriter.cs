using System.Collections.Concurrent;
using SQLitePCL;

namespace XdsDmp.Bench.Servers;

/// <summary>
/// One thread, one connection, statements prepared once: what waits together is committed together. The pragmas are
/// those of the product's writer; there are no savepoints, look-ups or checks.
/// </summary>
internal sealed class BareWriter : IDisposable
{
    private const int MaxBatch = 256;

    private readonly BlockingCollection<(long Number, TaskCompletionSource Done)> _waiting = new(4096);
    private readonly sqlite3 _database;
    private readonly BareStatement[] _statements;
    private readonly RegistrationRows _rows;
    private readonly sqlite3_stmt _begin;
    private readonly sqlite3_stmt _commit;
    private readonly Thread _thread;

    public BareWriter(string file, RegistrationRows rows)
    {
        Sqlite.Check(raw.sqlite3_open(file, out _database));
        Sqlite.Check(raw.sqlite3_exec(
            _database,
            """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA foreign_keys = ON;
            PRAGMA cache_size = -65536;
            """));
        raw.sqlite3_busy_timeout(_database, 30_000);
        _rows = rows;
        _begin = Sqlite.Prepare(_database, "BEGIN IMMEDIATE");
        _commit = Sqlite.Prepare(_database, "COMMIT");
        _statements = [.. rows.Rows.Select(row => new BareStatement(_database, row, rows))];
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public Task WriteAsync(long number)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((number, done));
        return done.Task;
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _database.Dispose();
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

    private void Write((long Number, TaskCompletionSource Done) item, List<TaskCompletionSource> batch)
    {
        var registration = new NewRegistration(item.Number, 1 + (item.Number * _rows.Objects));
        Array.ForEach(_statements, statement => statement.Insert(registration));
        batch.Add(item.Done);
    }
}
