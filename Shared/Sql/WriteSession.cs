using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace XdsDmp.Sql;

/// <summary>
/// What a piece of work may do inside the writer's transaction. Statements are constants, prepared once and kept; values
/// are given in the order in which the statement first names its parameters.
/// </summary>
public sealed class WriteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);
    private readonly List<Action> _onCommit = [];

    internal WriteSession(SqliteConnection connection) => _connection = connection;

    /// <summary>Runs a statement; returns the number of rows it changed.</summary>
    public int Execute([ConstantExpected] string sql, params ReadOnlySpan<object?> values) =>
        Bound(sql, values).ExecuteNonQuery();

    /// <summary>Runs an INSERT; returns the integer key of the new row.</summary>
    public long Insert([ConstantExpected] string sql, params ReadOnlySpan<object?> values)
    {
        Bound(sql, values).ExecuteNonQuery();
        return SQLitePCL.raw.sqlite3_last_insert_rowid(_connection.Handle);
    }

    /// <summary>The first row, made into a value by <paramref name="map"/>; default when there is none.</summary>
    public T? First<T>([ConstantExpected] string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using var reader = Bound(sql, values).ExecuteReader();
        return reader.Read() ? map(reader) : default;
    }

    public List<T> All<T>([ConstantExpected] string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using var reader = Bound(sql, values).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <summary>Runs <paramref name="action"/> once the transaction that this work is part of is on disk.</summary>
    public void OnCommit(Action action) => _onCommit.Add(action);

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
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

    private SqliteCommand Bound(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            _prepared[sql] = command = Prepare(sql);
        }

        if (values.Length != command.Parameters.Count)
        {
            throw new ArgumentException($"{command.Parameters.Count} values expected, {values.Length} given: {sql}");
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in ParameterNames.In(sql))
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        command.Prepare();
        return command;
    }
}
