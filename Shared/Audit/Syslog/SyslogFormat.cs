namespace XdsDmp.Audit.Syslog;

/// <summary>The kind of header that a received message bore.</summary>
public enum SyslogFormat
{
    /// <summary>No header: the message starts with its content.</summary>
    None,

    Rfc5424,

    /// <summary>The BSD form, "legacy".</summary>
    Rfc3164,
}
