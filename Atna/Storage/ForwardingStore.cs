using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>How far each target of forwarding has got: a place in the chain, no second copy of the records.</summary>
internal static class ForwardingStore
{
    /// <summary>0 for a target that is not known yet.</summary>
    public static long Position(ReadSession session, string target) => session.First(
        "SELECT sequence FROM forwarding WHERE target = @target", row => row.GetInt64(0), target);

    /// <summary>A target that is new gets what comes from now on.</summary>
    public static long Begin(WriteSession session, string target, DateTimeOffset now)
    {
        session.Execute(
            """
            INSERT INTO forwarding (target, sequence, updated_at) VALUES (@target, @sequence, @now)
            ON CONFLICT (target) DO NOTHING
            """,
            target,
            AuditRecordStore.Head(session)?.Sequence ?? 0,
            Microseconds.Of(now));
        return Position(session, target);
    }

    public static void Advance(WriteSession session, string target, long sequence, DateTimeOffset now) =>
        session.Execute(
            "UPDATE forwarding SET sequence = @sequence, updated_at = @now WHERE target = @target",
            sequence, Microseconds.Of(now), target);
}
