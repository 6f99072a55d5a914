namespace XdsDmp.Audit.Syslog;

/// <summary>The stream is not what RFC 5425 prescribes; the connection is of no more use.</summary>
public sealed class SyslogFramingException : Exception
{
    public SyslogFramingException()
    {
    }

    public SyslogFramingException(string message)
        : base(message)
    {
    }

    public SyslogFramingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public SyslogFramingException(SyslogFramingError error, string message)
        : base(message) => Error = error;

    public SyslogFramingError Error { get; }
}
