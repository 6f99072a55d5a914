using Npgsql;
using SQLitePCL;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Growth;

/// <summary>Where rows are filled in, in bulk.</summary>
internal interface IFillSink : IDisposable
{
    Task WriteAsync(IEnumerable<(FilledRow Row, IEnumerable<object?[]> Values)> batch);

    /// <summary>Leaves the database as the product would have.</summary>
    Task FinishAsync();
}

/// <summary>One transaction a batch, durable at the end only.</summary>
internal sealed class SqliteFill : IFillSink
{
    private readonly sqlite3 _database;

    public SqliteFill(string file)
    {
        _database = Sqlite.Open(file, "synchronous = OFF");
        Sqlite.Check(raw.sqlite3_exec(_database, "PRAGMA wal_autocheckpoint = 20000; PRAGMA cache_size = -1048576"));
    }

    public Task WriteAsync(IEnumerable<(FilledRow Row, IEnumerable<object?[]> Values)> batch)
    {
        Sqlite.Check(raw.sqlite3_exec(_database, "BEGIN IMMEDIATE"));
        foreach (var (row, values) in batch)
        {
            using var insert = Sqlite.Prepare(
                _database,
                $"INSERT INTO {row.Table} ({string.Join(", ", row.Columns)}) "
                + $"VALUES ({string.Join(", ", row.Columns.Select(_ => "?"))})");
            foreach (var written in values)
            {
                for (var i = 0; i < written.Length; i++)
                {
                    Sqlite.Check(Sqlite.Bind(insert, i + 1, written[i]));
                }

                Sqlite.Step(_database, insert);
            }
        }

        Sqlite.Check(raw.sqlite3_exec(_database, "COMMIT"));
        return Task.CompletedTask;
    }

    public Task FinishAsync()
    {
        Sqlite.Check(raw.sqlite3_exec(_database, "PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)"));
        return Task.CompletedTask;
    }

    public void Dispose() => _database.Dispose();
}

/// <summary>Binary COPY, table by table; then sequences and statistics.</summary>
internal sealed class PostgresFill : IFillSink
{
    private readonly NpgsqlConnection _connection;

    public PostgresFill(string location)
    {
        _connection = new NpgsqlConnection(location["postgres:".Length..]);
        _connection.Open();
    }

    public async Task WriteAsync(IEnumerable<(FilledRow Row, IEnumerable<object?[]> Values)> batch)
    {
        foreach (var (row, values) in batch)
        {
            await using var copy = await _connection.BeginBinaryImportAsync(
                $"COPY {row.Table} ({string.Join(", ", row.Columns)}) FROM STDIN (FORMAT BINARY)");
            foreach (var written in values)
            {
                await copy.WriteRowAsync(default, written);
            }

            await copy.CompleteAsync();
        }
    }

    public async Task FinishAsync()
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT setval(pg_get_serial_sequence('registry_object', 'id'), (SELECT max(id) FROM registry_object)),
                setval(pg_get_serial_sequence('patient', 'id'), (SELECT max(id) FROM patient))
            """, _connection);
        await command.ExecuteNonQueryAsync();
        command.CommandText = "VACUUM (ANALYZE)";
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public void Dispose() => _connection.Dispose();
}
