using System.Data.Common;
using Npgsql;

namespace XdsDmp.Sql.Postgres;

/// <summary>What a failure of PostgreSQL means for the work that met it.</summary>
internal static class PostgresFailure
{
    /// <summary>Two waited for each other, or saw each other's work: the one that was chosen does it again.</summary>
    public static bool IsConflict(Exception failure) => failure is PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.LockNotAvailable,
    };

    /// <summary>
    /// Another one wrote the same meanwhile: done again, the work finds it by its own questions and says what it is.
    /// </summary>
    public static bool IsDuplicate(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>The server, or the way to it, was lost for a while.</summary>
    public static bool IsOutage(Exception failure) => failure is DbException { IsTransient: true }
        || failure is PostgresException { SqlState: var state } && state.StartsWith("57P", StringComparison.Ordinal)
        || failure is NpgsqlException and not PostgresException;

    public static bool IsFull(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.DiskFull };
}
