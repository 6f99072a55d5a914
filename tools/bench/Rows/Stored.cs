using Microsoft.Data.Sqlite;

namespace XdsDmp.Bench.Rows;

/// <summary>Looks into the databases of the services: is there as much as was answered?</summary>
internal static class Stored
{
    public static void Check(string database, string countQuery, long expected)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = countQuery;
        var found = (long)command.ExecuteScalar()!;
        if (found != expected)
        {
            throw new InvalidDataException($"{found} instead of {expected}: {countQuery}");
        }
    }
}
