namespace XdsDmp.Atna.Storage;

/// <summary>A search among the audit events: everything that is given must hold.</summary>
internal sealed record AuditQuery
{
    public IReadOnlyList<TermGroup> Groups { get; init; } = [];

    /// <summary>When it happened: inside all of these.</summary>
    public IReadOnlyList<TimeRange> Times { get; init; } = [];

    /// <summary>When its period began, for events that have one.</summary>
    public IReadOnlyList<TimeRange> Started { get; init; } = [];

    /// <summary>Our clock.</summary>
    public IReadOnlyList<TimeRange> Received { get; init; } = [];

    /// <summary>These records only; null for all.</summary>
    public IReadOnlyList<long>? Sequences { get; init; }

    /// <summary>The message contains these octets. No index helps: for pages of few records.</summary>
    public byte[]? Octets { get; init; }

    public AuditOrder Order { get; init; } = AuditOrder.NewestEvent;

    /// <summary>What came later is not in the answer: pages stay what they are while new events arrive.</summary>
    public long Snapshot { get; init; } = long.MaxValue;

    /// <summary>The last one of the page before.</summary>
    public FoundEvent? After { get; init; }

    public int Limit { get; init; } = 100;
}

/// <summary>From the one (included) to the other (not included), in microseconds.</summary>
internal readonly record struct TimeRange(long From, long Before)
{
    public static TimeRange All { get; } = new(long.MinValue, long.MaxValue);
}

internal enum AuditOrder
{
    NewestEvent,
    OldestEvent,
    NewestReceived,
    OldestReceived,
}

/// <summary>A record that a search found, with its place in the order.</summary>
internal sealed record FoundEvent(long Sequence, long Time);

/// <summary>So many terms begin like this that the answer would cost more than it is worth.</summary>
internal sealed class TooBroadException(TermPattern pattern) : Exception($"too many values begin with '{pattern.Text}'")
{
    public TermPattern Pattern => pattern;
}
