using Npgsql;
using NpgsqlTypes;
using XdsDmp.CommandLine.Output;
using XdsDmp.Sql;

namespace XdsDmp.CommandLine.Migration.Storage;

/// <summary>
/// The PostgreSQL database that is filled. From the first row to the last it bears a mark, on which services refuse to
/// start; rows come in the order of their key, a part in a transaction, so that the last key tells how far it has got.
/// </summary>
internal sealed class TargetDatabase : IDisposable
{
    private readonly NpgsqlConnection _connection;

    private TargetDatabase(NpgsqlConnection connection, string name)
    {
        _connection = connection;
        Name = name;
    }

    public string Name { get; }

    /// <summary>A mark says of what it is filled; null: there is none.</summary>
    public string? FilledFrom => HasTable("schema_migration")
        ? (string?)Scalar("SELECT sha256 FROM schema_migration WHERE number = $1", MigrationRunner.Unfinished)
        : null;

    public static TargetDatabase Open(string location)
    {
        var settings = new NpgsqlConnectionStringBuilder(location["postgres:".Length..])
        {
            Pooling = false,
            CommandTimeout = 0,
            ApplicationName = "xdsdmp migrate",
        };
        var connection = new NpgsqlConnection(settings.ToString());
        connection.Open();
        return new TargetDatabase(connection, new Database(location).Name);
    }

    /// <summary>Only one at a time fills it. The server may need a moment to see that one was killed.</summary>
    /// <exception cref="CommandException">Another one does.</exception>
    public void Lock()
    {
        Execute("SET lock_timeout = '15s'");
        try
        {
            Execute("SELECT pg_advisory_lock(hashtext(current_schema() || ' xdsdmp migrate'))");
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw CommandException.Failed($"another migration into {Name} is at work");
        }

        Execute("SET lock_timeout = 0");
    }

    public void Mark(string source) => Execute(
        """
        INSERT INTO schema_migration (set_name, number, sha256, applied_at) VALUES ('shared', $1, $2, 'xdsdmp migrate')
        """,
        MigrationRunner.Unfinished, source);

    public void Unmark() => Execute("DELETE FROM schema_migration WHERE number = $1", MigrationRunner.Unfinished);

    /// <summary>Its tables, by name; of a partitioned one the whole.</summary>
    public IReadOnlyDictionary<string, TableShape> Tables()
    {
        var columns = Rows(
            """
            SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
            JOIN pg_class t ON t.relname = c.table_name AND t.relnamespace = current_schema()::regnamespace
            WHERE c.table_schema = current_schema() AND t.relkind IN ('r', 'p') AND NOT t.relispartition
            ORDER BY c.table_name, c.ordinal_position
            """);
        return columns.GroupBy(row => (string)row[0]!).ToDictionary(table => table.Key, table => new TableShape(
            table.Key,
            [
                .. table.Where(row => ValueKinds.Of((string)row[2]!) is not null).Select(
                    row => new ColumnShape((string)row[1]!, ValueKinds.Of((string)row[2]!)!.Value)),
            ],
            []));
    }

    /// <summary>Tables that others refer to, by those that do; one may refer to itself.</summary>
    public IReadOnlyList<(string Table, string RefersTo)> References() =>
    [
        .. Rows(
            """
            SELECT DISTINCT a.relname::text, b.relname::text FROM pg_constraint c
            JOIN pg_class a ON a.oid = c.conrelid JOIN pg_class b ON b.oid = c.confrelid
            WHERE c.contype = 'f' AND a.relnamespace = current_schema()::regnamespace
            """).Select(row => ((string)row[0]!, (string)row[1]!)),
    ];

    public long Count(TableShape table) => (long)Scalar($"SELECT count(*) FROM {table.QuotedName}")!;

    public void Clear(TableShape table) => Execute($"DELETE FROM {table.QuotedName}");

    /// <summary>The key of the last row; null where there is none.</summary>
    public object?[]? LastKey(TableShape table)
    {
        var order = string.Join(", ", table.Key.Select(name => $"{TableShape.Quoted(name)} DESC"));
        return Rows($"SELECT {table.KeyList} FROM {table.QuotedName} ORDER BY {order} LIMIT 1").FirstOrDefault();
    }

    /// <summary>Takes one part of the rows: all of it or nothing.</summary>
    public void Copy(TableShape table, IEnumerable<object?[]> rows)
    {
        using var transaction = _connection.BeginTransaction();
        using (var import = _connection.BeginBinaryImport(
            $"COPY {table.QuotedName} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var row in rows)
            {
                import.StartRow();
                for (var i = 0; i < row.Length; i++)
                {
                    Write(import, table, row, i);
                }
            }

            import.Complete();
        }

        transaction.Commit();
    }

    public IEnumerable<object?[]> Rows(TableShape table) =>
        Rows($"SELECT {table.ColumnList} FROM {table.QuotedName} ORDER BY {table.KeyList}");

    /// <summary>Numbers that the database gives go on behind those that are there.</summary>
    public void SetSequences(TableShape table, long lastGiven)
    {
        foreach (var column in Rows(
            """
            SELECT column_name::text FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = $1 AND is_identity = 'YES'
            """,
            table.Name).Select(row => (string)row[0]!).ToList())
        {
            Execute(
                $"""
                SELECT setval(
                    pg_get_serial_sequence(quote_ident(current_schema()) || '.' || quote_ident($1), $2),
                    greatest(coalesce(max({TableShape.Quoted(column)}), 0), $3) + 1, false)
                FROM {table.QuotedName}
                """,
                table.Name, column, lastGiven);
        }
    }

    public void Analyze() => Execute("ANALYZE");

    public void Dispose() => _connection.Dispose();

    private static void Write(NpgsqlBinaryImporter import, TableShape table, object?[] row, int place)
    {
        switch (row[place])
        {
            case null:
                import.WriteNull();
                break;
            case long number:
                import.Write(number, NpgsqlDbType.Bigint);
                break;
            case double real:
                import.Write(real, NpgsqlDbType.Double);
                break;
            case byte[] octets:
                import.Write(octets, NpgsqlDbType.Bytea);
                break;
            case string text when text.Contains('\0'):
                throw CommandException.Failed(
                    $"{table.Name}.{table.Columns[place].Name} has a text with the character 0, in the row "
                    + $"{string.Join(", ", table.KeyPlaces.Select(it => row[it]))}: PostgreSQL has no such texts");
            case var text:
                import.Write((string)text, NpgsqlDbType.Text);
                break;
        }
    }

    private bool HasTable(string name) => Scalar(
        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1", name) is not 0L;

    private IEnumerable<object?[]> Rows(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            yield return ValueKinds.Read(row);
        }
    }

    private object? Scalar(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar();
    }

    private void Execute(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
#pragma warning disable CA2100 // Names of tables and columns are quoted, values are parameters.
        var command = new NpgsqlCommand(sql, _connection);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return command;
    }
}
