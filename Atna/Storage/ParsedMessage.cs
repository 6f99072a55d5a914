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

    public static ParsedMessage Of(byte[] raw)
    {
        var syslog = SyslogMessageReader.Read(raw);
        return new ParsedMessage(syslog, AuditMessageReader.Read(raw.AsMemory(syslog.MessageOffset)));
    }
}
