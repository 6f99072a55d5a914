using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace XdsDmp.Sql.Sqlite;

internal sealed class SqliteRowStatement : RowStatement
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[1024];

    public SqliteRowStatement(sqlite3 connection, string sql)
    {
        _connection = connection;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection, sql, out _statement), connection);
    }

    public override RowStatement Set(int place, long value)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_int64(_statement, place, value), _connection);
        return this;
    }

    public override RowStatement Set(int place, long? value) =>
        value is { } number ? Set(place, number) : SetNull(place);

    public override RowStatement Set(int place, string? value)
    {
        if (value is null)
        {
            return SetNull(place);
        }

        // SQLite copies what it is given.
        if (_text.Length < Encoding.UTF8.GetMaxByteCount(value.Length))
        {
            _text = new byte[Encoding.UTF8.GetMaxByteCount(value.Length)];
        }

        var text = _text.AsSpan(0, Encoding.UTF8.GetBytes(value, _text));
        SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_text(_statement, place, text), _connection);
        return this;
    }

    public override RowStatement Set(int place, ReadOnlySpan<byte> value)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_blob(_statement, place, value), _connection);
        return this;
    }

    internal override void Run()
    {
        var result = raw.sqlite3_step(_statement);
        var reset = raw.sqlite3_reset(_statement);
        SqliteException.ThrowExceptionForRC(result == raw.SQLITE_DONE ? reset : result, _connection);
    }

    private SqliteRowStatement SetNull(int place)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_null(_statement, place), _connection);
        return this;
    }

    protected override void Dispose(bool disposing)
    {
        _statement.Dispose();
        base.Dispose(disposing);
    }
}
