using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace XdsDmp.Sql;

/// <summary>
/// What a piece of work may do inside the writer's transaction: all that a reader may, and change rows.
/// </summary>
public sealed class WriteSession : ReadSession
{
    private readonly List<Action> _onCommit = [];

    internal WriteSession(SqliteConnection connection, Database database)
        : base(connection, database)
    {
    }

    /// <summary>Runs a statement; returns the number of rows it changed.</summary>
    public int Execute([ConstantExpected] string sql, params ReadOnlySpan<object?> values) =>
        Bound(sql, values).ExecuteNonQuery();

    /// <summary>Runs an INSERT; returns the integer key of the new row.</summary>
    public long Insert([ConstantExpected] string sql, params ReadOnlySpan<object?> values)
    {
        Bound(sql, values).ExecuteNonQuery();
        return SQLitePCL.raw.sqlite3_last_insert_rowid(Connection.Handle);
    }

    /// <summary>Runs <paramref name="action"/> once the transaction that this work is part of is on disk.</summary>
    public void OnCommit(Action action) => _onCommit.Add(action);

    /// <summary>Runs <paramref name="work"/> as if, and takes back all that it changed.</summary>
    public T Trial<T>(Func<T> work)
    {
        var actions = _onCommit.Count;
        Execute("SAVEPOINT trial");
        try
        {
            return work();
        }
        finally
        {
            Execute("ROLLBACK TO trial");
            Execute("RELEASE trial");
            _onCommit.RemoveRange(actions, _onCommit.Count - actions);
        }
    }

    /// <summary>Ends the transaction, if one is open, whatever state it is in.</summary>
    internal void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(Connection.Handle) == 0)
        {
            Execute("ROLLBACK");
        }
    }

    /// <summary>Takes what the last piece of work asked for, so that it runs only if that work was kept.</summary>
    internal Action[] TakeCommitActions()
    {
        if (_onCommit.Count == 0)
        {
            return [];
        }

        var actions = _onCommit.ToArray();
        _onCommit.Clear();
        return actions;
    }
}
