using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace XdsDmp.Atna.Storage;

/// <summary>Tells a damaged database from one that cannot be reached or is busy.</summary>
internal static class Damage
{
    private const int SqliteCorrupt = 11;
    private const int SqliteNotADatabase = 26;

    /// <summary>data_corrupted and index_corrupted of PostgreSQL.</summary>
    private static readonly string[] PostgresStates = ["XX001", "XX002"];

    public static bool IsMeantBy(DbException failure) => failure is SqliteException file
        ? file.SqliteErrorCode is SqliteCorrupt or SqliteNotADatabase
        : PostgresStates.Contains(failure.SqlState);
}
