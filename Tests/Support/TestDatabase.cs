using System.Collections.Concurrent;
using Npgsql;

namespace XdsDmp.Tests.Support;

/// <summary>
/// Where a test's databases are: SQLite files, or, with <c>XDSDMP_TEST_DATABASE=postgres:… </c> in the environment,
/// schemas in a PostgreSQL database that this run of the tests makes for itself and takes away at its end.
/// </summary>
public static class TestDatabase
{
    private const string Variable = "XDSDMP_TEST_DATABASE";
    private const string Prefix = "postgres:";

    private static readonly ConcurrentDictionary<string, string> Schemas = new(StringComparer.Ordinal);
    private static readonly Lazy<string> Server = new(CreateDatabase);
    private static int _count;

    /// <summary>True when the tests run on PostgreSQL.</summary>
    public static bool IsPostgres => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    /// <summary>
    /// The database of which a SQLite file would be here; the same for the same path, whatever its kind.
    /// </summary>
    public static string At(string path) =>
        IsPostgres ? Schemas.GetOrAdd(Path.GetFullPath(path), _ => CreateSchema()) : path;

    /// <summary>A new database on the server, for what two kinds of database are needed for at once.</summary>
    /// <returns>Its location; the test is inconclusive where there is no server.</returns>
    public static string OnServer()
    {
        if (!IsPostgres)
        {
            Assert.Inconclusive($"{Variable} names no PostgreSQL server");
        }

        return CreateSchema();
    }

    private static string CreateSchema()
    {
        var settings = new NpgsqlConnectionStringBuilder(Server.Value);
        var schema = $"s{Interlocked.Increment(ref _count)}";
        Execute(settings.ToString(), $"CREATE SCHEMA {schema}");
        settings.SearchPath = schema;
        return Prefix + settings;
    }

    private static string CreateDatabase()
    {
        var location = Environment.GetEnvironmentVariable(Variable)!;
        var settings = new NpgsqlConnectionStringBuilder(
            location.StartsWith(Prefix, StringComparison.Ordinal) ? location[Prefix.Length..] : location);
        settings.Database ??= "postgres";

        // Each schema has a pool of its own, and there are as many as tests.
        settings.ConnectionIdleLifetime = 2;
        settings.ConnectionPruningInterval = 1;
        var server = settings.ToString();
        var name = $"xdsdmp_test_{Guid.NewGuid():N}";
        Execute(server, $"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Execute(server, $"DROP DATABASE {name} WITH (FORCE)");
        settings.Database = name;
        return settings.ToString();
    }

    private static void Execute(string server, string sql)
    {
        using var connection = new NpgsqlConnection(server + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
