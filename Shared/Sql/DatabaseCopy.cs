using Microsoft.Data.Sqlite;
using SQLitePCL;
using XdsDmp.Sql.Sqlite;

namespace XdsDmp.Sql;

/// <summary>
/// A copy of a database as it is at one moment, taken while its service goes on writing: readers and the writer are
/// not held up. The copy is a single file with nothing beside it, so that it can be read from where nothing can be
/// written.
/// </summary>
public static class DatabaseCopy
{
    /// <summary>Between two of these steps it can be cancelled, and progress is told.</summary>
    private const int PagesAtOnce = 1024;

    /// <summary>Completes when the copy is on disk. Whatever fails: the target is not there.</summary>
    /// <param name="source">A database file, of a running service or a stopped one.</param>
    /// <param name="target">A file that is not there yet.</param>
    /// <param name="progress">Told the octets of each step.</param>
    /// <param name="cancel">Stops between two steps.</param>
    public static void Take(
        string source, string target, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        using var from = Open(source, SqliteOpenMode.ReadOnly);
        new FileStream(target, SqliteEngine.ForOwnerOnly(FileMode.CreateNew)).Dispose();
        try
        {
            using var to = Open(target, SqliteOpenMode.ReadWrite);
            CopyPages(from, to, progress, cancel);
            MakeSingle(to);
        }
        catch
        {
            File.Delete(target);
            throw;
        }
    }

    /// <summary>After changes to a copy: a single file again.</summary>
    public static void MakeSingle(string copy)
    {
        new Database(copy).CloseReaders();
        using var connection = Open(copy, SqliteOpenMode.ReadWrite);
        MakeSingle(connection);
    }

    /// <summary>
    /// What is wrong with the file's own structure, in SQLite's words; null when nothing is. Opens it without changing
    /// anything.
    /// </summary>
    public static string? Problem(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadOnly);
            using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA quick_check(1)";
            var finding = (string?)check.ExecuteScalar();
            return finding == "ok" ? null : finding;
        }
        catch (SqliteException unreadable)
        {
            return unreadable.Message;
        }
    }

    // Copying begins inside a read transaction of our own: without it each step would read a state of its own, and what
    // others write meanwhile would make SQLite begin again, under load for ever.
    private static void CopyPages(
        SqliteConnection from, SqliteConnection to, IProgress<long>? progress, CancellationToken cancel)
    {
        Execute(from, "BEGIN");
        Execute(from, "SELECT count(*) FROM sqlite_schema");
        var pageBytes = PageBytes(from);
        using var backup = raw.sqlite3_backup_init(to.Handle, "main", from.Handle, "main");
        if (backup.IsInvalid)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(to.Handle), to.Handle);
        }

        var copied = 0;
        int result;
        do
        {
            cancel.ThrowIfCancellationRequested();
            result = raw.sqlite3_backup_step(backup, PagesAtOnce);
            var now = raw.sqlite3_backup_pagecount(backup) - raw.sqlite3_backup_remaining(backup);
            progress?.Report((now - copied) * pageBytes);
            copied = now;
        }
        while (result == raw.SQLITE_OK);
        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, to.Handle);
        }
    }

    private static void MakeSingle(SqliteConnection connection)
    {
        Execute(connection, "PRAGMA synchronous = EXTRA");
        Execute(connection, "PRAGMA journal_mode = DELETE");
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.GetFullPath(file),
            Mode = mode,
            Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }

    private static long PageBytes(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_size";
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
