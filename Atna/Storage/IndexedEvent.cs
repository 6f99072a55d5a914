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
}
