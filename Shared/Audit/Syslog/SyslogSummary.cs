namespace XdsDmp.Audit.Syslog;

/// <summary>
/// The header of a received syslog message, as far as it could be read; absent fields ("-") are null. The content
/// begins at <see cref="MessageOffset"/>.
/// </summary>
public sealed record SyslogSummary
{
    public SyslogFormat Format { get; init; }

    public int? Priority { get; init; }

    public int? Facility => Priority / 8;

    public int? Severity => Priority % 8;

    public int? Version { get; init; }

    /// <summary>In UTC; null when absent or unreadable, and for the legacy form, which has no year.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    public string? TimestampText { get; init; }

    public string? HostName { get; init; }

    public string? AppName { get; init; }

    public string? ProcessId { get; init; }

    public string? MessageId { get; init; }

    public IReadOnlyList<StructuredDataElement> StructuredData { get; init; } = [];

    /// <summary>Where MSG begins, after a byte order mark; the length of the message when there is no MSG.</summary>
    public int MessageOffset { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
