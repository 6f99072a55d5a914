using Microsoft.Data.Sqlite;

namespace XdsDmp.Tests.Support;

/// <summary>What somebody with the file of a database and a SQLite shell can do.</summary>
public static class Tampering
{
    /// <summary>Runs these statements with everything gone that the database itself would have against them.</summary>
    public static void Run(string database, string sql, params IReadOnlyList<(string Name, object Value)> values)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Concat(Triggers(connection).Select(name => $"DROP TRIGGER {name}; ")) + sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }

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
