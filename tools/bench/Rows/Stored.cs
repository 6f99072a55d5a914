using XdsDmp.Sql;

namespace XdsDmp.Bench.Rows;

/// <summary>Looks into the databases of the services: is there as much as was answered?</summary>
internal static class Stored
{
    public static void Check(string database, string countQuery, long expected)
    {
        var found = Count(database, countQuery);
        if (found != expected)
        {
            throw new InvalidDataException($"{found} instead of {expected}: {countQuery}");
        }
    }

    public static long Count(string database, string countQuery)
    {
        using var connection = new Database(database).OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = countQuery;
        return (long)command.ExecuteScalar()!;
    }
}
