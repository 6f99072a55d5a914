using Microsoft.Data.Sqlite;
using XdsDmp.Sql.Postgres;

namespace XdsDmp.Sql;

/// <summary>The disk of the database is full: nothing was changed, and nothing can be until there is room.</summary>
public sealed class StoreFullException : Exception
{
    private const int SqliteFull = 13;

    public StoreFullException()
        : base("the disk of the database is full")
    {
    }

    public StoreFullException(string message)
        : base(message)
    {
    }

    public StoreFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What the database says, in our words where they matter.</summary>
    internal static Exception Of(Exception failure) =>
        IsFull(failure)
            ? new StoreFullException("the disk of the database is full", failure)
            : failure;

    /// <summary>The database says that its disk is full.</summary>
    public static bool IsFull(Exception failure) => failure is StoreFullException
        || failure is SqliteException { SqliteErrorCode: SqliteFull } || PostgresFailure.IsFull(failure);
}
