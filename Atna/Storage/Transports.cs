namespace XdsDmp.Atna.Storage;

/// <summary>The ways by which a record can have come.</summary>
public static class Transports
{
    /// <summary>RFC 5425, with mutual authentication.</summary>
    public const string SyslogTls = "syslog-tls";

    /// <summary>From a service of the same process, whose certificate was judged as on the wire.</summary>
    public const string SyslogLocal = "syslog-local";

    /// <summary>RFC 5426: the sender is whoever the datagram says.</summary>
    public const string SyslogUdp = "syslog-udp";

    /// <summary>RFC 6587: TCP without TLS.</summary>
    public const string SyslogTcp = "syslog-tcp";

    /// <summary>The FHIR feed, with mutual authentication.</summary>
    public const string Fhir = "fhir";

    /// <summary>The SOAP operation RecordAuditMessage, with mutual authentication.</summary>
    public const string Soap = "soap";

    /// <summary>Written by this audit repository about itself.</summary>
    public const string Own = "own";

    /// <summary>Our own messages are syslog messages that did not have to travel.</summary>
    public static bool IsSyslog(string transport) =>
        transport == Own || transport.StartsWith("syslog", StringComparison.Ordinal);
}
