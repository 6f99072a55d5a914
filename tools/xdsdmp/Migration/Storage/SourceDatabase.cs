using Microsoft.Data.Sqlite;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Migration.Storage;

/// <summary>
/// The SQLite database that is copied. Nothing is written to it: with a write-ahead log beside it, it is read as it is;
/// without one, not even the files of a reader are made.
/// </summary>
internal sealed class SourceDatabase : IDisposable
{
    /// <summary>A byte of the shared memory on which every connection to a database holds a lock.</summary>
    private const long LockOfConnections = 128;

    private readonly SqliteConnection _connection;

    private SourceDatabase(string file)
    {
        var isQuiet = !File.Exists(file + "-wal");
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = isQuiet ? new Uri(file).AbsoluteUri + "?immutable=1" : file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        _connection.Open();
        Execute("BEGIN");
    }

    /// <exception cref="CommandException">Somebody has it open, or there is none.</exception>
    public static SourceDatabase Open(string file)
    {
        if (!File.Exists(file))
        {
            throw CommandException.Usage($"there is no database {file}");
        }

        return IsOpenElsewhere(file)
            ? throw CommandException.Usage(
                $"{file} is in use by a running service",
                "Stop the services, or migrate a copy: xdsdmp backup, then xdsdmp restore to another place.")
            : new SourceDatabase(file);
    }

    /// <summary>Its tables, those of SQLite itself and the list of migrations left out.</summary>
    public IReadOnlyList<TableShape> Tables()
    {
        var names = Texts(
            """
            SELECT name FROM sqlite_schema
            WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name <> 'schema_migration' ORDER BY name
            """);
        return [.. names.Select(Shape)];
    }

    public long Count(TableShape table)
    {
        using var command = Command($"SELECT count(*) FROM {table.QuotedName}");
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>The highest number that was ever given in a table whose numbers are not given twice; else 0.</summary>
    public long LastGiven(TableShape table)
    {
        using var exists = Command("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'");
        if ((long)exists.ExecuteScalar()! == 0)
        {
            return 0;
        }

        using var command = Command("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = $name");
        command.Parameters.AddWithValue("$name", table.Name);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Rows in the order of the key, those up to and including <paramref name="after"/> passed over.</summary>
    public IEnumerable<object?[]> Rows(TableShape table, object?[]? after)
    {
        var beginning = after is null
            ? ""
            : $" WHERE ({table.KeyList}) > ({string.Join(", ", table.Key.Select((_, number) => $"$k{number}"))})";
        using var command = Command(
            $"SELECT {table.ColumnList} FROM {table.QuotedName}{beginning} ORDER BY {table.KeyList}");
        for (var i = 0; i < (after?.Length ?? 0); i++)
        {
            command.Parameters.AddWithValue($"$k{i}", after![i]);
        }

        using var row = command.ExecuteReader();
        while (row.Read())
        {
            yield return ValueKinds.Read(row);
        }
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>
    /// A service has its database open as long as it runs, and with it a lock on the shared memory beside it. Asked
    /// before this process opens the database itself.
    /// </summary>
    private static bool IsOpenElsewhere(string file)
    {
        var memory = file + "-shm";
        if (!File.Exists(memory) || OperatingSystem.IsMacOS())
        {
            return false;
        }

        try
        {
            using var stream = new FileStream(memory, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            stream.Lock(LockOfConnections, 1);
            stream.Unlock(LockOfConnections, 1);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private TableShape Shape(string name)
    {
        List<(string Name, string Type, long KeyPlace)> columns = [];
        using var command = Command("SELECT name, type, pk FROM pragma_table_info($name) ORDER BY cid");
        command.Parameters.AddWithValue("$name", name);
        using (var row = command.ExecuteReader())
        {
            while (row.Read())
            {
                columns.Add((row.GetString(0), row.GetString(1), row.GetInt64(2)));
            }
        }

        return new TableShape(
            name,
            [
                .. columns.Select(it => new ColumnShape(
                    it.Name,
                    ValueKinds.Of(it.Type)
                        ?? throw CommandException.Failed($"{name}.{it.Name} is of the unknown type {it.Type}"))),
            ],
            [.. columns.Where(it => it.KeyPlace > 0).OrderBy(it => it.KeyPlace).Select(it => it.Name)]);
    }

    private List<string> Texts(string sql)
    {
        using var command = Command(sql);
        using var row = command.ExecuteReader();
        List<string> texts = [];
        while (row.Read())
        {
            texts.Add(row.GetString(0));
        }

        return texts;
    }

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Names of tables and columns are quoted, values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
