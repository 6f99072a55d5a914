using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace XdsDmp.Sql;

/// <summary>
/// A prepared statement without ADO.NET around it, whose own work for a small row is more than SQLite's.
/// </summary>
public sealed class RowStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    internal RowStatement(sqlite3 connection, string sql)
    {
        _connection = connection;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection, sql, out _statement), connection);
    }

    /// <param name="place">From 1, in the order in which the statement first names its parameters.</param>
    public RowStatement Set(int place, long value)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_int64(_statement, place, value), _connection);
        return this;
    }

    /// <inheritdoc cref="Set(int, long)"/>
    public RowStatement Set(int place, string value)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_text(_statement, place, value), _connection);
        return this;
    }

    /// <inheritdoc cref="Set(int, long)"/>
    public RowStatement Set(int place, ReadOnlySpan<byte> value)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_blob(_statement, place, value), _connection);
        return this;
    }

    public void Dispose() => _statement.Dispose();

    /// <summary>Leaves the statement ready for the next row, whatever came of this one.</summary>
    internal void Run()
    {
        var result = raw.sqlite3_step(_statement);
        var reset = raw.sqlite3_reset(_statement);
        SqliteException.ThrowExceptionForRC(result == raw.SQLITE_DONE ? reset : result, _connection);
    }
}
