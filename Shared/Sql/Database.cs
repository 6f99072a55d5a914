using Microsoft.Data.Sqlite;

namespace XdsDmp.Sql;

/// <summary>
/// One service's SQLite file: how connections to it are made. Readers are pooled, short-lived and cannot write; the one
/// writing connection belongs to the <see cref="GroupCommitWriter"/>.
/// </summary>
public sealed class Database
{
    /// <summary>How long a statement may wait for a lock before it fails.</summary>
    private const int LockTimeoutSeconds = 30;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _readerString;
    private readonly string _writerString;

    public Database(string file)
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

    /// <summary>Full path of the database file; <c>-wal</c> and <c>-shm</c> stand beside it.</summary>
    public string File { get; }

    public string WriteAheadLog => File + "-wal";

    /// <summary>How large it is.</summary>
    public long LogBytes => new FileInfo(WriteAheadLog) is { Exists: true } log ? log.Length : 0;

    /// <summary>How a database is called while it is being restored.</summary>
    public static string UnfinishedPathOf(string databaseFile) => databaseFile + ".restoring";

    /// <summary>
    /// Told each statement that a session of this database prepares: for the test that reads the query plans.
    /// </summary>
    internal Action<string>? StatementPrepared { get; set; }

    /// <summary>
    /// Keep it short: an open read keeps the write-ahead log from shrinking. Copy rows out, dispose, then answer.
    /// </summary>
    public SqliteConnection OpenReader()
    {
        var connection = new SqliteConnection(_readerString);
        connection.Open();
        return connection;
    }

    /// <summary>
    /// Closes the connections of readers that are kept for others to come: for a file that is to be moved or changed as
    /// a whole.
    /// </summary>
    public void CloseReaders()
    {
        using var any = new SqliteConnection(_readerString);
        SqliteConnection.ClearPool(any);
    }

    internal WriteSession OpenWriteSession() => new(OpenWriter(), this);

    /// <summary>A session on a connection that cannot write.</summary>
    internal WriteSession OpenReadSession() => new(OpenReader(), this);

    /// <summary>
    /// WAL with <c>synchronous=FULL </c>: a commit is on disk when it returns. Checkpoints are the
    /// <see cref="Checkpointer"/>'s.
    /// </summary>
    internal SqliteConnection OpenWriter()
    {
        CreateForOwnerOnly();
        var connection = new SqliteConnection(_writerString);
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = """
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

    /// <summary>How a database file is made.</summary>
    internal static FileStreamOptions ForOwnerOnly(FileMode mode)
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
            if (System.IO.File.Exists(UnfinishedPathOf(File)))
            {
                throw new IOException(
                    $"{File} is being restored from a backup, or that was interrupted: restore it again");
            }

            new FileStream(File, ForOwnerOnly(FileMode.OpenOrCreate)).Dispose();
        }
    }
}
