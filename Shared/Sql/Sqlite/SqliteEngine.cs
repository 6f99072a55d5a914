using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace XdsDmp.Sql.Sqlite;

/// <summary>
/// A SQLite file: the embedded default. Readers are pooled, short-lived and cannot write; the one writing connection
/// belongs to the <see cref="GroupCommitWriter"/>.
/// </summary>
internal sealed class SqliteEngine : Engine
{
    /// <summary>How long a statement may wait for a lock before it fails.</summary>
    private const int LockTimeoutSeconds = 30;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _readerString;
    private readonly string _writerString;

    /// <summary>
    /// A connection is one thread's at a time, so SQLite need not lock it at each call; nor does anybody ask how much
    /// memory it has. Both must be said before SQLite is used; where it has been already, it goes on with its locks.
    /// </summary>
    static SqliteEngine()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public SqliteEngine(string file)
    {
        File = Path.GetFullPath(file);
        CreateFolder(Path.GetDirectoryName(File)!);
        var settings = new SqliteConnectionStringBuilder { DataSource = File, DefaultTimeout = LockTimeoutSeconds };
        settings.Mode = SqliteOpenMode.ReadWriteCreate;
        settings.Pooling = false;
        _writerString = settings.ToString();
        settings.Mode = SqliteOpenMode.ReadOnly;
        settings.Pooling = true;
        _readerString = settings.ToString();
    }

    public string File { get; }

    public override Dialect Dialect => Dialect.Sqlite;

    public override string Name => File;

    public override int Writers => 1;

    public override DbConnection OpenReader() => OpenConnection(_readerString);

    public override void CloseReaders()
    {
        using var any = new SqliteConnection(_readerString);
        SqliteConnection.ClearPool(any);
    }

    /// <summary>
    /// WAL with <c>synchronous=FULL</c>: a commit is on disk when it returns. Checkpoints are the
    /// <see cref="Checkpointer"/>'s.
    /// </summary>
    public override DbConnection OpenWriter() => OpenWritingConnection();

    public override Session OpenReadSession() => new SqliteSession(OpenConnection(_readerString));

    public override Lane OpenLane(Database database) =>
        new SqliteLane(new WriteSession(new SqliteSession(OpenWritingConnection()), database));

    /// <summary>This process is alone with its file.</summary>
    public override ILease TryTake(string job) => new SoleLease();

    public override void PrepareMigration(DbConnection connection)
    {
    }

    /// <summary>How a database file is made.</summary>
    public static FileStreamOptions ForOwnerOnly(FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    /// <summary>
    /// Plans do not depend on values: otherwise SQLite prepares a statement with <c>LIMIT @</c> anew each time that it
    /// is run (a tenth of the processor time of a small query).
    /// </summary>
    private static SqliteConnection OpenConnection(string settings)
    {
        var connection = new SqliteConnection(settings);
        connection.Open();
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _), connection.Handle);
        return connection;
    }

    /// <summary>
    /// Pages of 8 KiB, in files that are new: an object's ebRIM or an audit record has some 4 KB, and rows that do not
    /// fit beside one another leave half a smaller page empty, or go on in a second one.
    /// </summary>
    private SqliteConnection OpenWritingConnection()
    {
        CreateForOwnerOnly();
        var connection = OpenConnection(_writerString);
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = """
            PRAGMA page_size = 8192;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA wal_autocheckpoint = 0;
            PRAGMA foreign_keys = ON;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -65536;
            """;
        pragmas.ExecuteNonQuery();
        return connection;
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Whatever the umask says; SQLite gives the files that it puts beside it the same mode.</summary>
    /// <exception cref="IOException">The file is being restored, and must not begin empty.</exception>
    private void CreateForOwnerOnly()
    {
        if (!System.IO.File.Exists(File))
        {
            if (System.IO.File.Exists(Database.UnfinishedPathOf(File)))
            {
                throw new IOException(
                    $"{File} is being restored from a backup, or that was interrupted: restore it again");
            }

            new FileStream(File, ForOwnerOnly(FileMode.OpenOrCreate)).Dispose();
        }
    }

    private sealed class SoleLease : ILease
    {
        public bool IsHeld => true;

        public void Dispose()
        {
        }
    }
}
