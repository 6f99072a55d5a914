using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>How far each target of forwarding has got: a place in the chain, no second copy of the records.</summary>
internal static class ForwardingStore
{
    /// <summary>0 for a target that is not known yet.</summary>
    public static long Position(ReadSession session, string target) => session.First(
        "SELECT sequence FROM forwarding WHERE target = @target", row => row.GetInt64(0), target);

    /// <summary>How far behind it is, as of this end of the chain.</summary>
    public static ForwardingState StateOf(ReadSession session, string target, long head)
    {
        var (sequence, updatedAt) = session.First(
            "SELECT sequence, updated_at FROM forwarding WHERE target = @target",
            row => ((long?)row.GetInt64(0), (long?)row.GetInt64(1)), target);
        return new ForwardingState(
            target,
            sequence is null ? 0 : head - sequence.Value,
            sequence is null ? null : AuditRecordReader.Next(session, sequence.Value)?.Message.ReceivedAt,
            updatedAt is { } time ? Microseconds.ToTime(time) : null);
    }

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

/// <param name="Name">The target.</param>
/// <param name="Behind">Records that it has not got yet, wanted or not.</param>
/// <param name="Oldest">When the first of them was received.</param>
/// <param name="UpdatedAt">When it last got any.</param>
internal sealed record ForwardingState(string Name, long Behind, DateTimeOffset? Oldest, DateTimeOffset? UpdatedAt);
