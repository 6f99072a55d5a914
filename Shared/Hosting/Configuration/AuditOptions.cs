namespace XdsDmp.Hosting.Configuration;

/// <summary>Section <c>Audit</c>: where our own audit messages go (ITI-20, ITI TF-2 §3.20).</summary>
public sealed record AuditOptions
{
    /// <summary>Host of the audit record repository.</summary>
    public string ReceiverHost { get; init; } = "localhost";

    /// <summary>Port of the audit record repository: syslog over TLS (RFC 5425).</summary>
    public int ReceiverPort { get; init; } = 6514;

    /// <summary>
    /// True: the receiver confirms how many messages it made durable, as XdsDmp.Atna does. Set to false for another
    /// product.
    /// </summary>
    public bool ReceiverConfirms { get; init; } = true;

    /// <summary>True: an audit repository that runs in the same process gets them over the wire, too.</summary>
    public bool OverWire { get; init; }

    /// <summary>AuditSourceID; empty: <c>xdsdmp-</c> and the service's name.</summary>
    public string SourceId { get; init; } = "";

    /// <summary>AuditEnterpriseSiteID, an OID; may be empty.</summary>
    public string EnterpriseSiteId { get; init; } = "";
}
