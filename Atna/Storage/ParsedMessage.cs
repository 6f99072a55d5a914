using XdsDmp.Audit;
using XdsDmp.Audit.Summaries;
using XdsDmp.Audit.Syslog;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// What could be read of a message, which may be anything: nothing is refused, findings tell what is wrong.
/// </summary>
internal sealed record ParsedMessage(SyslogSummary Syslog, AuditSummary Audit)
{
    public IEnumerable<Finding> Findings => Syslog.Findings.Concat(Audit.Findings);

    public static ParsedMessage Of(ReceivedMessage message)
    {
        var raw = message.Raw;
        var syslog = IsBare(message) ? new SyslogSummary() : SyslogMessageReader.Read(raw);
        return new ParsedMessage(syslog, AuditMessageReader.Read(raw.AsMemory(syslog.MessageOffset)));
    }

    /// <summary>What comes over HTTP needs no syslog header: neither XML nor JSON begins like one.</summary>
    private static bool IsBare(ReceivedMessage message) =>
        message.Transport is Transports.Fhir or Transports.Soap
        && message.Raw is not [(byte)'<', >= (byte)'0' and <= (byte)'9', ..];
}
