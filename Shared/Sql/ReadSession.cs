using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

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

    /// <summary>Of a cursor of PostgreSQL.</summary>
    private const int RowsAtOnce = 256;

    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);

    private readonly Database _database;

    /// <summary>Statements of which rows are being read: they must not be thrown away.</summary>
    private int _open;

    /// <summary>Cursors of this transaction, each of another name: it ends them.</summary>
    private int _cursors;

    internal ReadSession(Session connection, Database database)
    {
        Connection = connection;
        _database = database;
    }

    /// <summary>For the few statements that cannot be written for both.</summary>
    public Dialect Dialect => Connection.Dialect;

    private protected Session Connection { get; }

    internal void BeginRead()
    {
        _cursors = 0;
        Connection.BeginRead();
    }

    internal void Commit()
    {
        Connection.Flush();
        Connection.Commit();
    }

    /// <summary>Ends the transaction, if one is open, whatever state it is in.</summary>
    internal void Rollback() => Connection.Rollback();

    /// <summary>The same, before the session is given up: a connection that is lost has nothing open.</summary>
    internal void Abandon()
    {
        try
        {
            Rollback();
        }
        catch (DbException)
        {
            // What went wrong before is what is told.
        }
    }

    /// <summary>The first row, made into a value by <paramref name="map"/>; default when there is none.</summary>
    public T? First<T>([ConstantExpected] string sql, Func<DbDataReader, T> map,
        params ReadOnlySpan<object?> values)
    {
        using var reader = Bound(sql, values).ExecuteReader();
        return reader.Read() ? map(reader) : default;
    }

    public List<T> All<T>([ConstantExpected] string sql, Func<DbDataReader, T> map,
        params ReadOnlySpan<object?> values) =>
        Rows(Bound(sql, values), map);

    public List<T> All<T>(SqlText query, Func<DbDataReader, T> map) => Rows(Bound(query.Text, query.Values), map);

    /// <summary>
    /// Up to so many values: rows of which <paramref name="keep"/> makes null are passed over, and do not count. It may
    /// ask this session other questions meanwhile.
    /// </summary>
    public List<T> Some<TRow, T>(SqlText query, Func<DbDataReader, TRow> read, Func<TRow, T?> keep, int limit)
        where T : class
    {
        var values = new List<T>();
        foreach (var row in Dialect == Dialect.Sqlite ? Stream(query, read) : Portions(query, read))
        {
            if (keep(row) is { } value)
            {
                values.Add(value);
                if (values.Count == limit)
                {
                    break;
                }
            }
        }

        return values;
    }

    public void Dispose()
    {
        Forget();
        Connection.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What was put before is seen by this statement.</summary>
    private protected DbCommand Bound(string sql, ReadOnlySpan<object?> values)
    {
        Connection.Flush();
        return WithValues(sql, values);
    }

    private protected DbCommand WithValues(string sql, ReadOnlySpan<object?> values)
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
            Connection.Bind(command.Parameters[i], values[i]);
        }

        return command;
    }

    private static List<T> Rows<T>(DbCommand command, Func<DbDataReader, T> map)
    {
        var rows = new List<T>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <summary>Row by row: SQLite answers other questions meanwhile.</summary>
    private IEnumerable<TRow> Stream<TRow>(SqlText query, Func<DbDataReader, TRow> read)
    {
        using var reader = Bound(query.Text, query.Values).ExecuteReader();
        _open++;
        try
        {
            while (reader.Read())
            {
                yield return read(reader);
            }
        }
        finally
        {
            _open--;
        }
    }

    /// <summary>A connection to PostgreSQL answers one question at a time: so many rows are taken at once.</summary>
    private IEnumerable<TRow> Portions<TRow>(SqlText query, Func<DbDataReader, TRow> read)
    {
        // A name of its own for each statement: what is fetched by one name, and prepared, keeps its columns.
        var cursor = $"some_{(uint)query.Text.GetHashCode(StringComparison.Ordinal)}_{++_cursors}";
        Bound($"DECLARE {cursor} NO SCROLL CURSOR FOR {query.Text}", query.Values).ExecuteNonQuery();
        List<TRow> portion;
        do
        {
            portion = Rows(Bound($"FETCH {RowsAtOnce} FROM {cursor}", []), read);
            foreach (var row in portion)
            {
                yield return row;
            }
        }
        while (portion.Count == RowsAtOnce);
        Bound($"CLOSE {cursor}", []).ExecuteNonQuery();
    }

    private DbCommand Prepare(string sql)
    {
        var command = Connection.Prepare(sql);
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
