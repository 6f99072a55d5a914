namespace XdsDmp.Audit.Syslog;

/// <summary>The fields of a syslog message that we send (RFC 5424 §6).</summary>
public sealed record SyslogHeader
{
    public int Priority
    {
        get;
        init => field = value is >= 0 and <= SyslogLimits.Priority
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "PRI is 0 to 191");
    } = SyslogMessage.NoticePriority;

    public DateTimeOffset? Timestamp { get; init; }

    public string? HostName { get; init; }

    public string? AppName { get; init; }

    public string? ProcessId { get; init; }

    public string? MessageId { get; init; } = SyslogMessage.DicomMessageId;
}
