namespace XdsDmp.Atna.Storage;

/// <summary>The ways by which a record can have come.</summary>
public static class Transports
{
    /// <summary>RFC 5425, with mutual authentication.</summary>
    public const string SyslogTls = "syslog-tls";

    /// <summary>Written by this audit repository about itself.</summary>
    public const string Own = "own";

    /// <summary>Our own messages are syslog messages that did not have to travel.</summary>
    public static bool IsSyslog(string transport) =>
        transport == Own || transport.StartsWith("syslog", StringComparison.Ordinal);
}
