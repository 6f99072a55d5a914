using Dapper;
using Microsoft.Data.Sqlite;

namespace XdsDmp.Sql;

/// <summary>
/// Which version a database file is of, for those who look at it without being its service: nothing is migrated.
/// </summary>
public static class AppliedMigrations
{
    /// <summary>The last migration of each set of tables; empty for a file that none of our services wrote.</summary>
    public static IReadOnlyDictionary<string, int> Of(string databaseFile)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.GetFullPath(databaseFile),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        return connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migration'") == 0
            ? new Dictionary<string, int>()
            : connection
                .Query<(string Set, long Number)>(
                    "SELECT set_name, max(number) FROM schema_migration GROUP BY set_name ORDER BY set_name")
                .ToDictionary(row => row.Set, row => (int)row.Number);
    }
}
