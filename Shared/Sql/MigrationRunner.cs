using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace XdsDmp.Sql;

/// <summary>Brings a database to this program's version, each step in its own transaction.</summary>
public static class MigrationRunner
{
    /// <summary>Stands among the numbers of a database that is being filled from another one.</summary>
    public const int Unfinished = 9999;

    /// <exception cref="InvalidOperationException">
    /// The database is newer than this program, or not filled to its end, or a released migration was altered.
    /// </exception>
    public static void Migrate(Database database, params ReadOnlySpan<MigrationSet> sets)
    {
        using var connection = database.OpenWriter();
        database.Engine.PrepareMigration(connection);
        connection.Execute("""
            CREATE TABLE IF NOT EXISTS schema_migration (
                set_name TEXT NOT NULL, number INTEGER NOT NULL, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL,
                PRIMARY KEY (set_name, number))
            """);
        foreach (var set in sets)
        {
            Migrate(connection, database, set);
        }
    }

    private static void Migrate(DbConnection connection, Database database, MigrationSet set)
    {
        var applied = connection
            .Query<(int Number, string Sha256)>(
                "SELECT number, sha256 FROM schema_migration WHERE set_name = @Name", new { set.Name })
            .ToDictionary(row => row.Number, row => row.Sha256);
        if (applied.ContainsKey(Unfinished))
        {
            throw new InvalidOperationException(
                $"the database {database.Name} is being filled by xdsdmp migrate, or that was interrupted: "
                + "run it again");
        }

        var known = set.Read(database.Dialect).ToList();
        if (applied.Keys.Except(known.Select(m => m.Number)).Any())
        {
            throw new InvalidOperationException(
                $"the database {database.Name} was written by a newer version of this program "
                + $"(tables of {set.Name})");
        }

        foreach (var migration in known)
        {
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(migration.Script)));
            if (!applied.TryGetValue(migration.Number, out var appliedDigest))
            {
                Apply(connection, set, migration, digest);
            }
            else if (appliedDigest != digest)
            {
                throw new InvalidOperationException(
                    $"migration {set.Name}/{migration.File} differs from the one applied");
            }
        }
    }

    private static void Apply(DbConnection connection, MigrationSet set, Migration migration, string digest)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute(migration.Script, transaction: transaction);
        connection.Execute(
            "INSERT INTO schema_migration VALUES (@Name, @Number, @digest, @now)",
            new { set.Name, migration.Number, digest, now = TimeProvider.System.GetUtcNow().ToString("O") },
            transaction);
        transaction.Commit();
    }
}
