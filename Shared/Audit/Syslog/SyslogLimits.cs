namespace XdsDmp.Audit.Syslog;

/// <summary>Lengths of the header fields (RFC 5424 §6).</summary>
internal static class SyslogLimits
{
    public const int Priority = 191;

    public const int HostName = 255;

    public const int AppName = 48;

    public const int ProcessId = 128;

    public const int MessageId = 32;
}
