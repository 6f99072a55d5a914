using Microsoft.Data.Sqlite;

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

    /// <summary>What SQLite says, in our words where they matter.</summary>
    internal static Exception Of(Exception failure) => failure is SqliteException { SqliteErrorCode: SqliteFull }
        ? new StoreFullException("the disk of the database is full", failure)
        : failure;
}
