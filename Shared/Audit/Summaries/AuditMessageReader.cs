using XdsDmp.Audit.Summaries.Fhir;
using XdsDmp.Xml;

namespace XdsDmp.Audit.Summaries;

/// <summary>
/// Reads audit messages of all dialects: RFC 3881, DICOM 2011 to today, FHIR R4 AuditEvents as XML or JSON, and what
/// real senders make of them. Unknown elements are passed over. Bad content never throws: it leaves findings.
/// </summary>
public static class AuditMessageReader
{
    /// <param name="message">The MSG part, with or without byte order mark, line breaks, NUL.</param>
    public static AuditSummary Read(ReadOnlyMemory<byte> message, XmlLimits? limits = null)
    {
        var findings = new FindingList();
        var text = AuditText.ToUtf8(message, findings);
        if (text.IsEmpty)
        {
            findings.Add(FindingCode.NotAnAuditMessage, "the message has no content");
            return new SummaryBuilder(findings).Build(isParsed: false);
        }

        switch (text.Span[0])
        {
            case (byte)'{':
                return new JsonMessageReader(findings).Read(text.Span);
            case (byte)'<':
                return new XmlMessageReader(findings).Read(text, limits);
            default:
                findings.Add(FindingCode.NotAnAuditMessage, "the message is neither XML nor a JSON object");
                return new SummaryBuilder(findings).Build(isParsed: false);
        }
    }
}
