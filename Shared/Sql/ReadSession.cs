using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace XdsDmp.Sql;

/// <summary>
/// What may be asked inside one consistent view of the database. Statements are constants, or assembled from constants
/// by <see cref="SqlText"/>; they are prepared once and kept. Values are given in the order in which the statement
/// first names its parameters.
/// </summary>
public class ReadSession : IDisposable
{
    /// <summary>Searches come in many shapes; beyond this many the oldest preparations are dropped.</summary>
    private const int MaxPrepared = 256;

    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    private readonly Database _database;

    /// <summary>Statements of which rows are being read: they must not be thrown away.</summary>
    private int _open;

    internal ReadSession(SqliteConnection connection, Database database)
    {
        Connection = connection;
        _database = database;
    }

    private protected SqliteConnection Connection { get; }

    /// <summary>The first row, made into a value by <paramref name="map"/>; default when there is none.</summary>
    public T? First<T>([ConstantExpected] string sql, Func<SqliteDataReader, T> map,
        params ReadOnlySpan<object?> values)
    {
        using var reader = Bound(sql, values).ExecuteReader();
        return reader.Read() ? map(reader) : default;
    }

    public List<T> All<T>([ConstantExpected] string sql, Func<SqliteDataReader, T> map,
        params ReadOnlySpan<object?> values) =>
        Rows(Bound(sql, values), map);

    public List<T> All<T>(SqlText query, Func<SqliteDataReader, T> map) => Rows(Bound(query.Text, query.Values), map);

    /// <summary>
    /// Up to so many values: rows of which <paramref name="map"/> makes null are passed over, and do not count. It may
    /// ask this session other questions meanwhile.
    /// </summary>
    public List<T> Some<T>(SqlText query, Func<SqliteDataReader, T?> map, int limit)
        where T : class
    {
        var values = new List<T>();
        using var reader = Bound(query.Text, query.Values).ExecuteReader();
        _open++;
        try
        {
            while (values.Count < limit && reader.Read())
            {
                if (map(reader) is { } value)
                {
                    values.Add(value);
                }
            }
        }
        finally
        {
            _open--;
        }

        return values;
    }

    public void Dispose()
    {
        Forget();
        Connection.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected SqliteCommand Bound(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            if (_prepared.Count >= MaxPrepared && _open == 0)
            {
                Forget();
            }

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

    private static List<T> Rows<T>(SqliteCommand command, Func<SqliteDataReader, T> map)
    {
        var rows = new List<T>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in ParameterNames.In(sql))
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        command.Prepare();
        Tell(sql);
        return command;
    }

    private protected void Tell(string sql) => _database.StatementPrepared?.Invoke(sql);

    private protected virtual void Forget()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _prepared.Clear();
    }
}
