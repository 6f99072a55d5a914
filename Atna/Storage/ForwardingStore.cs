using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// How far each target of forwarding has got: a place in the chain, no second copy of the records; and what it refused.
/// </summary>
internal static class ForwardingStore
{
    private const int MaxReasonLength = 500;

    /// <summary>0 for a target that is not known yet.</summary>
    public static long Position(ReadSession session, string target) => session.First(
        "SELECT sequence FROM forwarding WHERE target = @target", row => row.GetInt64(0), target);

    /// <summary>A target that is new gets what comes from now on.</summary>
    public static long Begin(WriteSession session, string target, DateTimeOffset now)
    {
        session.Execute(
            """
            INSERT INTO forwarding (target, sequence, updated_at) VALUES (@target, @sequence, @now)
            ON CONFLICT (target) DO UPDATE SET is_active = 1
            """,
            target,
            AuditRecordStore.Head(session)?.Sequence ?? 0,
            Microseconds.Of(now));
        return Position(session, target);
    }

    /// <summary>Never back: another instance may have got further.</summary>
    public static void Advance(WriteSession session, string target, long sequence, DateTimeOffset now) =>
        session.Execute(
            """
            UPDATE forwarding SET sequence = @sequence, updated_at = @now
            WHERE target = @target AND sequence < @sequence
            """,
            sequence, Microseconds.Of(now), target);

    /// <summary>At the start: these are wanted, and no others.</summary>
    public static void Declare(WriteSession session, IEnumerable<string> targets, DateTimeOffset now)
    {
        session.Execute("UPDATE forwarding SET is_active = 0");
        foreach (var target in targets)
        {
            Begin(session, target, now);
        }
    }

    public static void AppendRefusal(
        WriteSession session, string target, long sequence, string reason, DateTimeOffset now) => session.Execute(
        """
        INSERT INTO forwarding_refusal (sequence, target, refused_at, reason)
        VALUES (@sequence, @target, @now, @reason) ON CONFLICT DO NOTHING
        """,
        sequence,
        target,
        Microseconds.Of(now),
        StorableText.Cut(StorableText.Of(reason), MaxReasonLength));

    /// <summary>All targets that the settings name.</summary>
    public static IReadOnlyList<ForwardingState> States(ReadSession session, int maxRefusals)
    {
        var head = AuditRecordStore.Head(session)?.Sequence ?? 0;
        var targets = session.All(
            "SELECT target, sequence, updated_at FROM forwarding WHERE is_active = 1 ORDER BY target",
            row => (Name: row.GetString(0), Position: row.GetInt64(1), UpdatedAt: row.GetInt64(2)));
        return
        [
            .. targets.Select(target => new ForwardingState(
                target.Name,
                head - target.Position,
                AuditRecordReader.Next(session, target.Position)?.Message.ReceivedAt,
                Microseconds.ToTime(target.UpdatedAt),
                session.First(
                    "SELECT count(*) FROM forwarding_refusal WHERE target = @target", row => row.GetInt64(0),
                    target.Name),
                Refusals(session, target.Name, maxRefusals))),
        ];
    }

    private static List<ForwardingRefusal> Refusals(ReadSession session, string target, int limit) => session.All(
        """
        SELECT sequence, refused_at, reason FROM forwarding_refusal WHERE target = @target
        ORDER BY sequence DESC LIMIT @limit
        """,
        row => new ForwardingRefusal(row.GetInt64(0), Microseconds.ToTime(row.GetInt64(1)), row.GetString(2)),
        target,
        (long)limit);
}

/// <summary>A target of forwarding.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Behind">Records that have not been looked at for it.</param>
/// <param name="Oldest">When the first of these was received.</param>
/// <param name="UpdatedAt">When it last got any.</param>
/// <param name="Refused">How many records it refused for good.</param>
/// <param name="LastRefusals">The last of these, the newest first.</param>
public sealed record ForwardingState(
    string Target,
    long Behind,
    DateTimeOffset? Oldest,
    DateTimeOffset UpdatedAt,
    long Refused,
    IReadOnlyList<ForwardingRefusal> LastRefusals);

/// <summary>A record that a target refused for good.</summary>
public sealed record ForwardingRefusal(long Sequence, DateTimeOffset RefusedAt, string Reason);
