using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace XdsDmp.Sql;

/// <summary>
/// Moves committed pages from the write-ahead log into the database file, off the writer's path. A log that is always
/// being written never restarts by itself, so that one grown large is truncated, which makes writers wait for a moment.
/// Only SQLite needs it.
/// </summary>
public sealed class Checkpointer : IDisposable
{
    private const long DefaultTruncateAboveBytes = 256L * 1024 * 1024;

    /// <summary>
    /// A page that is written again and again is moved once: so many intervals are let pass while the log is small.
    /// </summary>
    private const int PatientIntervals = 5;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Database _database;
    private readonly long _truncateAboveBytes;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread? _thread;

    public Checkpointer(Database database)
        : this(database, DefaultTruncateAboveBytes)
    {
    }

    internal Checkpointer(Database database, long truncateAboveBytes)
    {
        _database = database;
        _truncateAboveBytes = truncateAboveBytes;
        if (database.IsShared)
        {
            return;
        }

        _thread = new Thread(Run) { IsBackground = true, Name = "checkpointer " + Path.GetFileName(database.File) };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Set();
        _thread?.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        using var connection = _database.OpenWriter();

        // To truncate needs the writer's lock, which under load is free for a moment between two commits: without
        // waiting for that moment the log grows for as long as the load lasts.
        Execute(connection, "PRAGMA busy_timeout = 2000");
        DateTime lastWrite = default;
        for (var turn = 0; !_stop.Wait(Interval); turn++)
        {
            var log = new FileInfo(_database.WriteAheadLog);
            var isTime = turn % PatientIntervals == 0 || (log.Exists && log.Length > _truncateAboveBytes);
            if (isTime && log.Exists && log.LastWriteTimeUtc != lastWrite)
            {
                lastWrite = log.LastWriteTimeUtc;
                if (TryCheckpoint(connection, truncate: false) && log.Length > _truncateAboveBytes)
                {
                    TryCheckpoint(connection, truncate: true);
                }
            }
        }

        // The end of the service waits for nobody.
        Execute(connection, "PRAGMA busy_timeout = 0");
        TryCheckpoint(connection, truncate: true);
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// False when much of the log could not be moved: a reader stays with an older state, as a backup does. Whoever
    /// truncates waits for it, and all writers with him.
    /// </summary>
    private static bool TryCheckpoint(DbConnection connection, bool truncate)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = truncate ? "PRAGMA wal_checkpoint(TRUNCATE)" : "PRAGMA wal_checkpoint(PASSIVE)";
            using var state = command.ExecuteReader();
            const int PagesInLog = 1;
            const int MovedPages = 2;
            return state.Read() && state.GetInt64(MovedPages) * 4 >= state.GetInt64(PagesInLog) * 3;
        }
        catch (SqliteException)
        {
            // Locked or out of space: the log stays as it is and the next round tries again. Writers see the error
            // themselves.
            return false;
        }
    }
}
