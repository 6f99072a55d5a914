using System.Diagnostics.CodeAnalysis;

namespace XdsDmp.Sql;

/// <summary>
/// What a piece of work may do inside the writer's transaction: all that a reader may, and change rows.
/// </summary>
public sealed class WriteSession : ReadSession
{
    private readonly List<Action> _onCommit = [];
    private readonly Dictionary<string, RowStatement> _rowStatements = new(StringComparer.Ordinal);

    internal WriteSession(Session connection, Database database)
        : base(connection, database)
    {
    }

    /// <summary>Runs a statement; returns the number of rows it changed.</summary>
    public int Execute([ConstantExpected] string sql, params ReadOnlySpan<object?> values) =>
        Bound(sql, values).ExecuteNonQuery();

    /// <summary>
    /// Runs a statement of which nothing is to be known but that it goes well; when it does not, that may show at a
    /// later statement of the same work.
    /// </summary>
    public void Put([ConstantExpected] string sql, params ReadOnlySpan<object?> values) =>
        Connection.Put(WithValues(sql, values));

    /// <summary>Runs an INSERT into a table whose key is called id; returns that of the new row.</summary>
    public long Insert([ConstantExpected] string sql, params ReadOnlySpan<object?> values) =>
        Connection.Insert(Bound(Connection.Inserting(sql), values));

    /// <summary>
    /// Runs a statement once for each row: for those that run dozens of times a message. Values are bound by place.
    /// </summary>
    public void ExecuteEach<T>([ConstantExpected] string sql, IEnumerable<T> rows, Action<RowStatement, T> bind)
    {
        if (!_rowStatements.TryGetValue(sql, out var statement))
        {
            _rowStatements[sql] = statement = Connection.PrepareRow(sql);
            Tell(sql);
        }

        foreach (var row in rows)
        {
            bind(statement, row);
            statement.Run();
        }
    }

    /// <summary>
    /// For work with keys of which one is known only when it has begun: what it reads from now on is safe from others
    /// who depend on the same. To be asked for once, so that no two wait for each other.
    /// </summary>
    public void Depend(string kind, string value) => Connection.Depend(WriteKeys.Hash(kind, value));

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

    internal void Begin(WriteKeys keys) => Connection.BeginWrite(keys);

    internal void Flush() => Connection.Flush();

    private protected override void Forget()
    {
        foreach (var statement in _rowStatements.Values)
        {
            statement.Dispose();
        }

        _rowStatements.Clear();
        base.Forget();
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
