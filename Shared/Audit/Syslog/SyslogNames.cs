namespace XdsDmp.Audit.Syslog;

/// <summary>APP-NAME, PROCID and MSGID as they stand in a message.</summary>
internal readonly ref struct SyslogNames(
    ReadOnlySpan<byte> appName,
    ReadOnlySpan<byte> processId,
    ReadOnlySpan<byte> messageId)
{
    private readonly ReadOnlySpan<byte> _appName = appName;
    private readonly ReadOnlySpan<byte> _processId = processId;
    private readonly ReadOnlySpan<byte> _messageId = messageId;

    public bool HasAuditMessageId => Rfc5424Reader.IsAuditMessageId(_messageId);

    public SyslogSummary ToSummary(FindingList findings) => new()
    {
        AppName = Rfc5424Reader.Field(_appName, "APP-NAME", SyslogLimits.AppName, findings),
        ProcessId = Rfc5424Reader.Field(_processId, "PROCID", SyslogLimits.ProcessId, findings),
        MessageId = Rfc5424Reader.Field(_messageId, "MSGID", SyslogLimits.MessageId, findings),
    };
}
