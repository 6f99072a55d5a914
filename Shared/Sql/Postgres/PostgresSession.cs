using System.Data;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace XdsDmp.Sql.Postgres;

/// <summary>
/// A connection to PostgreSQL. Statements that give nothing back wait for the next one that does, or for the commit,
/// and go together: each that is sent alone costs the way to the server and back.
/// </summary>
internal sealed class PostgresSession(NpgsqlConnection connection, AdvisoryLocks locks) : Session
{
    private readonly NpgsqlBatch _pending = new(connection);
    private NpgsqlTransaction? _transaction;

    public override Dialect Dialect => Dialect.Postgres;

    /// <summary>It was lost; whatever was open on it is rolled back.</summary>
    public bool IsBroken => connection.FullState != ConnectionState.Open;

    /// <summary>Npgsql prepares by itself what comes again.</summary>
    public override DbCommand Prepare(string sql)
    {
        var (text, count) = ParameterNames.Numbered(sql.Replace(" GLOB ", " LIKE ", StringComparison.Ordinal));
        var command = new NpgsqlCommand(text, connection);
        for (var i = 0; i < count; i++)
        {
            command.Parameters.Add(new NpgsqlParameter());
        }

        return command;
    }

    /// <summary>
    /// The type stays when there is no value: a statement that is prepared once serves for both.
    /// </summary>
    public override void Bind(DbParameter parameter, object? value)
    {
        var (type, converted) = Typed(value);
        if (type is { } known)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = known;
        }

        parameter.Value = converted;
    }

    public override string Inserting(string sql) => sql + " RETURNING id";

    public override long Insert(DbCommand command) => (long)command.ExecuteScalar()!;

    public override void Put(DbCommand command)
    {
        var statement = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            statement.Parameters.Add(parameter.Clone());
        }

        Defer(statement);
    }

    public void Defer(NpgsqlBatchCommand statement) => _pending.BatchCommands.Add(statement);

    public override void Flush()
    {
        if (_pending.BatchCommands.Count == 0)
        {
            return;
        }

        try
        {
            _pending.ExecuteNonQuery();
        }
        finally
        {
            _pending.BatchCommands.Clear();
        }
    }

    public override RowStatement PrepareRow(string sql) => new PostgresRowStatement(this, sql);

    public override void BeginRead() => _transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);

    /// <summary>
    /// READ COMMITTED: what is read after the locks were given is what their last holders have left.
    /// </summary>
    public override void BeginWrite(WriteKeys keys)
    {
        _transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        locks.Take(keys, this);
    }

    public override void Depend(long key) => locks.Take([key], this);

    public override void Commit()
    {
        _transaction?.Commit();
        End();
    }

    public override void Rollback()
    {
        _pending.BatchCommands.Clear();
        if (!IsBroken)
        {
            _transaction?.Rollback();
        }

        End();
    }

    public override void Dispose()
    {
        End();
        _pending.Dispose();
        connection.Dispose();
    }

    private static (NpgsqlDbType? Type, object Value) Typed(object? value) => value switch
    {
        null => (null, DBNull.Value),
        string text => (NpgsqlDbType.Text, text),
        TextPattern pattern => (NpgsqlDbType.Text, pattern.Like),
        byte[] octets => (NpgsqlDbType.Bytea, octets),
        double number => (NpgsqlDbType.Double, number),
        bool flag => (NpgsqlDbType.Bigint, flag ? 1L : 0L),
        IConvertible number => (NpgsqlDbType.Bigint, number.ToInt64(null)),
        _ => (null, value),
    };

    private void End()
    {
        _transaction?.Dispose();
        _transaction = null;
    }
}
