using Npgsql;
using NpgsqlTypes;

namespace XdsDmp.Sql.Postgres;

/// <summary>
/// Locks of PostgreSQL that stand for a name, not for a row: given back at the end of a transaction, or of a
/// connection. They are the whole database's; several services in schemas of one database do not wait for each other.
/// </summary>
internal sealed class AdvisoryLocks(string schema)
{
    private readonly long _all = WriteKeys.Hash("all", schema);

    /// <summary>Work with keys goes side by side, and not beside work on everything.</summary>
    public void Take(WriteKeys keys, PostgresSession session)
    {
        if (keys.IsAll)
        {
            session.Defer(Statement("SELECT pg_advisory_xact_lock($1)", _all));
            return;
        }

        if (!keys.IsBesideAll)
        {
            session.Defer(Statement("SELECT pg_advisory_xact_lock_shared($1)", _all));
        }

        if (keys.Hashes.Count > 0)
        {
            Take(keys.Hashes, session);
        }
    }

    /// <summary>In the order of their numbers, so that no two wait for each other.</summary>
    public void Take(IEnumerable<long> hashes, PostgresSession session) =>
        session.Defer(new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock(key) FROM unnest($1) AS key")
        {
            Parameters =
            {
                new NpgsqlParameter
                {
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint,
                    Value = hashes.Select(hash => hash ^ _all).Order().ToArray(),
                },
            },
        });

    /// <summary>The number that stands for a job.</summary>
    public long Of(string job) => WriteKeys.Hash("job " + job, schema);

    private static NpgsqlBatchCommand Statement(string text, long value) => new(text)
    {
        Parameters = { new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = value } },
    };
}
