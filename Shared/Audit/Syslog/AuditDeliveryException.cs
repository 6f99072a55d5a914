namespace XdsDmp.Audit.Syslog;

/// <summary>
/// A batch was not, or not certainly, taken over by the audit repository. It is to be sent again: a duplicate in the
/// trail is better than a gap.
/// </summary>
public sealed class AuditDeliveryException : Exception
{
    public AuditDeliveryException()
    {
    }

    public AuditDeliveryException(string message)
        : base(message)
    {
    }

    public AuditDeliveryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
