namespace XdsDmp.Atna.Storage;

/// <summary>The row of <c>event</c>: what lists show and searches by time use.</summary>
internal sealed record IndexedEvent
{
    public required long ReceivedAt { get; init; }

    public long? EventTime { get; init; }

    public string? EventId { get; init; }

    public string? EventType { get; init; }

    public string? Action { get; init; }

    public long? Outcome { get; init; }

    public string? SourceId { get; init; }

    public string? HostName { get; init; }

    public string? AppName { get; init; }

    public string? MessageId { get; init; }

    public string? Findings { get; init; }

    /// <summary>When it happened, by the sender's clock or else by ours; null when it is no audit event.</summary>
    public long? ListedAt { get; init; }

    /// <summary>TIMESTAMP of the header, or else our clock; null when it did not come as syslog.</summary>
    public long? HeaderTime { get; init; }

    /// <summary>PRI of the header.</summary>
    public long? Priority { get; init; }

    /// <summary>When what it tells began: AuditEvent.period.start, which DICOM has not.</summary>
    public long? PeriodStart { get; init; }

    /// <summary>What terms are ordered by.</summary>
    public long TermTime => ListedAt ?? ReceivedAt;
}
