using System.Data.Common;
using Npgsql;

namespace XdsDmp.Sql.Postgres;

/// <summary>A PostgreSQL database. Connections are pooled by Npgsql.</summary>
internal sealed class PostgresEngine : Engine
{
    private const string Prefix = "postgres:";

    /// <summary>Statements that a connection keeps prepared.</summary>
    private const int MaxPrepared = 256;

    private const int FewestWriters = 4;
    private const int MostWriters = 16;

    private readonly string _readerString;
    private readonly string _writerString;
    private readonly string _aloneString;
    private readonly AdvisoryLocks _locks;

    public PostgresEngine(string location)
    {
        var settings = new NpgsqlConnectionStringBuilder(location[Prefix.Length..])
        {
            MaxAutoPrepare = MaxPrepared,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false,
        };
        settings.ApplicationName ??= "xdsdmp";
        var schema = settings.SearchPath is { } path ? "#" + path : "";
        Name = $"{settings.Host}:{settings.Port}/{settings.Database}{schema}";
        _locks = new AdvisoryLocks(settings.SearchPath ?? "");
        var options = settings.Options;

        // A commit that was told is on disk, whatever the server's own default is.
        settings.Options = $"{options} -c synchronous_commit=on".TrimStart();
        _writerString = settings.ToString();
        settings.Pooling = false;
        _aloneString = settings.ToString();
        settings.Pooling = true;
        settings.Options = $"{options} -c default_transaction_read_only=on".TrimStart();
        _readerString = settings.ToString();
    }

    public override Dialect Dialect => Dialect.Postgres;

    public override string Name { get; }

    public override int Writers => Math.Clamp(2 * Environment.ProcessorCount, FewestWriters, MostWriters);

    public static bool IsLocation(string location) => location.StartsWith(Prefix, StringComparison.Ordinal);

    public override DbConnection OpenReader() => Open(_readerString);

    public override DbConnection OpenWriter() => Open(_writerString);

    public override Session OpenReadSession() => new PostgresSession(Open(_readerString), _locks);

    public override void CloseReaders()
    {
        using var any = new NpgsqlConnection(_readerString);
        NpgsqlConnection.ClearPool(any);
    }

    public override Lane OpenLane(Database database) =>
        new PostgresLane(() => new PostgresSession(Open(_writerString), _locks), database);

    public override ILease? TryTake(string job) => PostgresLease.TryTake(() => Open(_aloneString), _locks.Of(job));

    /// <summary>
    /// The order of texts is that of their octets, as in SQLite: what is compared and sorted here gives the same
    /// answers on both.
    /// </summary>
    public override void PrepareMigration(DbConnection connection)
    {
        using var command = (NpgsqlCommand)connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = "SELECT pg_advisory_lock($1)";
        command.Parameters.AddWithValue(_locks.Of("migration"));
        command.ExecuteNonQuery();
        using var question = (NpgsqlCommand)connection.CreateCommand();
        question.CommandText =
            """
            SELECT datcollate, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()
            """;
        using var answer = question.ExecuteReader();
        answer.Read();
        var (collation, encoding) = (answer.GetString(0), answer.GetString(1));
        if (encoding != "UTF8" || collation is not ("C" or "POSIX" or "C.UTF-8" or "C.utf8"))
        {
            throw new InvalidOperationException(
                $"the database {Name} has collation {collation} and encoding {encoding}; it must be made by "
                + "CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
        }
    }

    private static NpgsqlConnection Open(string settings)
    {
        var connection = new NpgsqlConnection(settings);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
