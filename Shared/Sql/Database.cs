using System.Data.Common;
using XdsDmp.Sql.Postgres;
using XdsDmp.Sql.Sqlite;

namespace XdsDmp.Sql;

/// <summary>One service's database: a SQLite file, or a PostgreSQL database that several instances may share.</summary>
public sealed class Database
{
    /// <param name="location">
    /// Path of a SQLite file; or <c>postgres:</c> and the connection string of Npgsql, such as
    /// <c>postgres:Host=db;Database=registry;Username=registry</c>.
    /// </param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public Database(string location) =>
        Engine = PostgresEngine.IsLocation(location) ? new PostgresEngine(location) : new SqliteEngine(location);

    public Dialect Dialect => Engine.Dialect;

    /// <summary>Other instances may use it at the same time.</summary>
    public bool IsShared => Dialect == Dialect.Postgres;

    /// <summary>What logs and messages call it: a path; or host and name, without user and password.</summary>
    public string Name => Engine.Name;

    /// <summary>Full path of the SQLite file; <c>-wal</c> and <c>-shm</c> stand beside it.</summary>
    /// <exception cref="NotSupportedException">It is not a file.</exception>
    public string File => Engine is SqliteEngine file
        ? file.File
        : throw new NotSupportedException($"{Name} is no file: what is asked for is done with PostgreSQL's own tools");

    public string WriteAheadLog => File + "-wal";

    /// <summary>How large SQLite's write-ahead log is; 0 where there is none.</summary>
    public long LogBytes => !IsShared && new FileInfo(WriteAheadLog) is { Exists: true } log ? log.Length : 0;

    internal Engine Engine { get; }

    /// <summary>Told each statement that a session prepares: for the test that reads the query plans.</summary>
    internal Action<string>? StatementPrepared { get; set; }

    /// <summary>True for what is no path of a file.</summary>
    public static bool IsServer(string location) => PostgresEngine.IsLocation(location);

    /// <summary>How a database is called while it is being restored.</summary>
    public static string UnfinishedPathOf(string databaseFile) => databaseFile + ".restoring";

    /// <summary>
    /// Keep it short: an open read keeps old states from going. Copy rows out, dispose, then answer.
    /// </summary>
    public DbConnection OpenReader() => Engine.OpenReader();

    /// <summary>
    /// Closes the connections of readers that are kept for others to come: for a file that is to be moved or changed as
    /// a whole.
    /// </summary>
    public void CloseReaders() => Engine.CloseReaders();

    /// <summary>
    /// The right to a job that only one instance does at a time; null while another one has it. A SQLite file has one
    /// instance only.
    /// </summary>
    public ILease? TryTake(string job) => Engine.TryTake(job);

    internal ReadSession OpenReadSession() => new(Engine.OpenReadSession(), this);

    internal DbConnection OpenWriter() => Engine.OpenWriter();
}
