using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace XdsDmp.Sql.Sqlite;

internal sealed class SqliteSession(SqliteConnection connection) : Session
{
    private readonly Dictionary<string, SqliteCommand> _words = new(StringComparer.Ordinal);

    public override Dialect Dialect => Dialect.Sqlite;

    public override DbCommand Prepare(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in ParameterNames.In(sql))
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        command.Prepare();
        return command;
    }

    public override void Bind(DbParameter parameter, object? value) => parameter.Value = value switch
    {
        null => DBNull.Value,
        TextPattern pattern => pattern.Glob,
        _ => value,
    };

    public override string Inserting(string sql) => sql;

    public override long Insert(DbCommand command)
    {
        command.ExecuteNonQuery();
        return raw.sqlite3_last_insert_rowid(connection.Handle);
    }

    public override void Put(DbCommand command) => command.ExecuteNonQuery();

    public override RowStatement PrepareRow(string sql) => new SqliteRowStatement(connection.Handle!, sql);

    public override void BeginRead() => Run("BEGIN");

    /// <summary>There is one writer at a time, whatever the keys.</summary>
    public override void BeginWrite(WriteKeys keys) => Run("BEGIN IMMEDIATE");

    public override void Commit() => Run("COMMIT");

    public override void Rollback()
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            Run("ROLLBACK");
        }
    }

    public override void Dispose()
    {
        foreach (var command in _words.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private void Run(string word)
    {
        if (!_words.TryGetValue(word, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = word;
            command.Prepare();
            _words[word] = command;
        }

        command.ExecuteNonQuery();
    }
}
