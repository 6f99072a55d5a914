using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>The audit repository's tables: see the numbered scripts in <c>Migrations</c>.</summary>
public static class AtnaTables
{
    public static MigrationSet Migrations { get; } = new("atna", typeof(AtnaTables).Assembly);

    /// <summary>
    /// False in a database that was last used by an older version, until the service has made its index anew.
    /// </summary>
    internal static bool HasIndexOfToday(ReadSession session) =>
        HasIndexState(session) && IndexState.Of(session).IsCurrent;

    /// <summary>False in a database that was last used before refusals of forwarding were kept.</summary>
    internal static bool HasRefusals(ReadSession session) => Has(session, "forwarding_refusal");

    /// <summary>False in a database that was last used before there were signed checkpoints.</summary>
    internal static bool HasCheckpoints(ReadSession session) =>
        Has(session, "checkpoint", "segment", "segment_removal");

    /// <summary>False in a database that was last used before versions of the index were counted.</summary>
    internal static bool HasIndexState(ReadSession session) => Has(session, "index_state");

    /// <summary>False in a database of something else.</summary>
    internal static bool HasRecords(ReadSession session) => Has(session, "record", "event")
        && (Has(session, "term_run") || Has(session, "search_term"));

    private static bool Has(ReadSession session, params ReadOnlySpan<string> tables)
    {
        foreach (var table in tables)
        {
            if (!Has(session, table))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Has(ReadSession session, string table) => session.Dialect == Dialect.Sqlite
        ? session.First("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = @name", _ => true, table)
        : session.First(
            "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = @name", _ => true, table);
}
