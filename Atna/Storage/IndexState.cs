using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>Which version of this program's reading made the index, and how far it has been made anew.</summary>
/// <param name="Version">0: of a time before versions were counted.</param>
/// <param name="Done">All records up to this one are read as <see cref="AuditIndex.Version"/> reads them.</param>
internal sealed record IndexState(long Version, long Done)
{
    public bool IsCurrent => Version == AuditIndex.Version;

    public static IndexState Of(ReadSession session) => session.First(
        "SELECT version, done FROM index_state WHERE id = 1", row => new IndexState(row.GetInt64(0), row.GetInt64(1)))!;

    /// <summary>An answer from half an index would be a wrong one.</summary>
    /// <exception cref="StoreBusyException">The index is being made anew, or must be first.</exception>
    public static void RequireCurrent(ReadSession session)
    {
        if (Of(session) is { IsCurrent: false } state)
        {
            throw new StoreBusyException(
                "nothing can be searched before the index of the audit records has been made anew after an update; the "
                + $"service does so: {state.Done} of {AuditRecordStore.Head(session)?.Sequence ?? 0} are done");
        }
    }

    public static void Take(WriteSession session, IndexState state) => session.Execute(
        "UPDATE index_state SET version = @version, done = @done WHERE id = 1", state.Version, state.Done);
}
