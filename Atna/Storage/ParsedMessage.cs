using XdsDmp.Audit;
using XdsDmp.Audit.Summaries;
using XdsDmp.Audit.Syslog;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// What could be read of a message, which may be anything: nothing is refused, findings tell what is wrong.
/// </summary>
/// <param name="Content">The audit message itself, behind the header that it may have.</param>
internal sealed record ParsedMessage(SyslogSummary Syslog, AuditSummary Audit, ReadOnlyMemory<byte> Content)
{
    public IEnumerable<Finding> Findings => Syslog.Findings.Concat(Audit.Findings);

    public static ParsedMessage Of(ReceivedMessage message)
    {
        var raw = message.Raw;
        var syslog = IsBare(message) ? new SyslogSummary() : SyslogMessageReader.Read(raw);
        var content = raw.AsMemory(syslog.MessageOffset);
        return new ParsedMessage(syslog, AuditMessageReader.Read(content), content);
    }

    /// <summary>What comes over HTTP needs no syslog header: neither XML nor JSON begins like one.</summary>
    private static bool IsBare(ReceivedMessage message) =>
        message.Transport is Transports.Fhir or Transports.Soap
        && message.Raw is not [(byte)'<', >= (byte)'0' and <= (byte)'9', ..];
}
