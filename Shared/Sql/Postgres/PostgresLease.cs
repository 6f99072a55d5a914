using System.Data.Common;
using Npgsql;

namespace XdsDmp.Sql.Postgres;

/// <summary>A lock that a connection of its own holds.</summary>
internal sealed class PostgresLease : ILease
{
    /// <summary>For so long what was found is believed.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly NpgsqlConnection _connection;
    private long _seenAt = TimeProvider.System.GetTimestamp();

    private PostgresLease(NpgsqlConnection connection) => _connection = connection;

    public bool IsHeld
    {
        get
        {
            if (TimeProvider.System.GetElapsedTime(_seenAt) < Freshness)
            {
                return true;
            }

            try
            {
                lock (_connection)
                {
                    using var question = new NpgsqlCommand("SELECT 1", _connection);
                    question.ExecuteScalar();
                }

                _seenAt = TimeProvider.System.GetTimestamp();
                return true;
            }
            catch (Exception lost) when (lost is DbException or InvalidOperationException)
            {
                return false;
            }
        }
    }

    public static PostgresLease? TryTake(Func<NpgsqlConnection> open, long number)
    {
        var connection = open();
        try
        {
            using var question = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection);
            question.Parameters.AddWithValue(number);
            if (question.ExecuteScalar() is true)
            {
                return new PostgresLease(connection);
            }
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        connection.Dispose();
        return null;
    }

    /// <summary>The connection is not pooled: its end gives the lock back.</summary>
    public void Dispose() => _connection.Dispose();
}
