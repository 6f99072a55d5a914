using Npgsql;
using NpgsqlTypes;

namespace XdsDmp.Sql.Postgres;

/// <summary>Its rows go to the server together.</summary>
internal sealed class PostgresRowStatement(PostgresSession session, string sql) : RowStatement
{
    private readonly (string Text, int Count) _statement = ParameterNames.Numbered(sql);
    private NpgsqlParameter[]? _values;

    public override RowStatement Set(int place, long value) => Set(place, NpgsqlDbType.Bigint, value);

    public override RowStatement Set(int place, long? value) => Set(place, NpgsqlDbType.Bigint, value);

    public override RowStatement Set(int place, string? value) => Set(place, NpgsqlDbType.Text, value);

    public override RowStatement Set(int place, ReadOnlySpan<byte> value) =>
        Set(place, NpgsqlDbType.Bytea, value.ToArray());

    internal override void Run()
    {
        var row = new NpgsqlBatchCommand(_statement.Text);
        row.Parameters.AddRange(_values ?? []);
        _values = null;
        session.Defer(row);
    }

    private PostgresRowStatement Set(int place, NpgsqlDbType type, object? value)
    {
        _values ??= new NpgsqlParameter[_statement.Count];
        _values[place - 1] = new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value };
        return this;
    }
}
