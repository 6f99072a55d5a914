using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace XdsDmp.Tests.Support;

/// <summary>What somebody with a database and a shell for it can do.</summary>
public static class Tampering
{
    private const string Postgres = "postgres:";

    /// <summary>Runs these statements with everything gone that the database itself would have against them.</summary>
    /// <param name="location">A SQLite file, or a database on a server whose superuser we are.</param>
    /// <param name="sql">As SQLite has it.</param>
    /// <param name="values">Of <c>$name</c>.</param>
    public static void Run(string location, string sql, params IReadOnlyList<(string Name, object Value)> values)
    {
        using var connection = Open(location);
        using var command = connection.CreateCommand();
        command.CommandText = connection is SqliteConnection file
            ? string.Concat(Triggers(file).Select(name => $"DROP TRIGGER {name}; ")) + sql
            : "SET session_replication_role = replica; " + InPostgres(sql);
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = connection is SqliteConnection ? name : name.TrimStart('$');
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        command.ExecuteNonQuery();
    }

    /// <summary>A connection that may change everything that the database itself allows.</summary>
    public static DbConnection Open(string location)
    {
        DbConnection connection = location.StartsWith(Postgres, StringComparison.Ordinal)
            ? new NpgsqlConnection(location[Postgres.Length..] + ";Pooling=false")
            : new SqliteConnection($"Data Source={location};Pooling=False;Foreign Keys=False");
        connection.Open();
        return connection;
    }

    private static string InPostgres(string sql) =>
        Regex.Replace(sql, @"zeroblob\((\d+)\)", "decode(repeat('00', $1), 'hex')")
            .Replace(" AS BLOB)", " AS BYTEA)", StringComparison.Ordinal).Replace('$', '@');

    private static List<string> Triggers(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
