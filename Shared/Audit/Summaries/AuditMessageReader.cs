using System.Xml;
using XdsDmp.Xml;

namespace XdsDmp.Audit.Summaries;

/// <summary>
/// Reads audit messages of all dialects: RFC 3881, DICOM 2011 to today, and what real senders make of them. Elements
/// are matched by local name, unknown ones are passed over. Bad content never throws: it leaves findings.
/// </summary>
public static class AuditMessageReader
{
    /// <summary>Elements in one child of AuditMessage; an honest one lists some thousand instances at most.</summary>
    private const int MaxElementsPerChild = 20_000;

    /// <param name="message">The MSG part, with or without byte order mark, line breaks, NUL.</param>
    public static AuditSummary Read(ReadOnlyMemory<byte> message, XmlLimits? limits = null)
    {
        var findings = new FindingList();
        var summary = new SummaryBuilder(findings);
        var text = AuditText.ToUtf8(message, findings);
        if (text.IsEmpty)
        {
            findings.Add(FindingCode.NotAnAuditMessage, "the message has no content");
            return summary.Build(isParsed: false);
        }

        var open = new List<AuditElement>();
        try
        {
            using var reader = XmlReaders.Create(text, limits);
            return summary.Build(ReadDocument(reader, open, summary, findings));
        }
        catch (XmlException e)
        {
            // The element that the break-off left open still says something.
            if (open.Count > 1)
            {
                summary.Add(open[1]);
            }

            var isCut = !AuditText.EndsWithRoot(text.Span);
            findings.Add(isCut ? FindingCode.XmlTruncated : FindingCode.XmlMalformed, e.Message);
            return summary.Build(isParsed: false);
        }
    }

    private static bool ReadDocument(
        XmlReader reader,
        List<AuditElement> open,
        SummaryBuilder summary,
        FindingList findings)
    {
        var elements = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when open.Count == 0:
                    if (!IsAuditMessage(reader, findings))
                    {
                        return false;
                    }

                    open.Add(new AuditElement(reader.LocalName));
                    break;
                case XmlNodeType.Element:
                    elements = open.Count == 1 ? 0 : elements + 1;
                    if (elements > MaxElementsPerChild)
                    {
                        findings.Add(
                            FindingCode.TooMuchContent, $"{open[1].Name} has over {MaxElementsPerChild} elements");
                        return false;
                    }

                    Open(reader, open, summary);
                    break;
                case XmlNodeType.EndElement:
                    Close(open, summary);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    open[^1].Append(reader.Value);
                    break;
            }
        }

        return true;
    }

    private static bool IsAuditMessage(XmlReader root, FindingList findings)
    {
        if (root.LocalName != "AuditMessage")
        {
            findings.Add(FindingCode.NotAnAuditMessage, $"the root element is {root.LocalName}");
            return false;
        }

        if (root.NamespaceURI.Length > 0)
        {
            findings.Add(FindingCode.NamespaceUsed, root.NamespaceURI);
        }

        return true;
    }

    private static void Open(XmlReader reader, List<AuditElement> open, SummaryBuilder summary)
    {
        var element = AuditElement.At(reader);

        // Children of the root are handed over one by one, so that memory follows the largest of them.
        if (open.Count > 1)
        {
            open[^1].Children.Add(element);
        }

        open.Add(element);
        if (reader.IsEmptyElement)
        {
            Close(open, summary);
        }
    }

    private static void Close(List<AuditElement> open, SummaryBuilder summary)
    {
        var closed = open[^1];
        open.RemoveAt(open.Count - 1);
        if (open.Count == 1)
        {
            summary.Add(closed);
        }
    }
}
