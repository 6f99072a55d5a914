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
    internal static bool HasRefusals(ReadSession session) => 1 == session.First(
        "SELECT count(*) FROM sqlite_master WHERE name = 'forwarding_refusal'", row => row.GetInt64(0));

    /// <summary>False in a database that was last used before there were signed checkpoints.</summary>
    internal static bool HasCheckpoints(ReadSession session) => 3 == session.First(
        "SELECT count(*) FROM sqlite_master WHERE name IN ('checkpoint', 'segment', 'segment_removal')",
        row => row.GetInt64(0));

    /// <summary>False in a database that was last used before versions of the index were counted.</summary>
    internal static bool HasIndexState(ReadSession session) => session.First(
        "SELECT 1 FROM sqlite_master WHERE name = 'index_state'", _ => true);
}
