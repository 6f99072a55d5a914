using System.Xml;
using XdsDmp.Audit.Summaries.Fhir;
using XdsDmp.Xml;

namespace XdsDmp.Audit.Summaries;

/// <summary>
/// Walks through a message that is XML; its root element says which dialect it is. Elements are matched by local name.
/// </summary>
internal sealed class XmlMessageReader(FindingList findings)
{
    /// <summary>
    /// Elements in one child of the root, and such children; an honest message lists some thousand instances at most.
    /// </summary>
    private const int MaxElementsPerChild = 20_000;

    private readonly List<AuditElement> _open = [];
    private bool _isWhole;
    private ISummaryBuilder _summary = new SummaryBuilder(findings);

    public AuditSummary Read(ReadOnlyMemory<byte> text, XmlLimits? limits)
    {
        try
        {
            using var reader = XmlReaders.CreateForPart(text, limits);

            // The root decides which builder it is.
            var isRead = ReadDocument(reader);
            return _summary.Build(isRead);
        }
        catch (XmlException e)
        {
            // The element that the break-off left open still says something.
            if (_open.Count > 1)
            {
                _summary.Add(_open[1]);
            }

            if (_isWhole)
            {
                findings.Add(FindingCode.SurroundingBytes, "something follows the end of the XML");
                return _summary.Build(isParsed: true);
            }

            var isCut = !AuditText.EndsWithRoot(text.Span);
            findings.Add(isCut ? FindingCode.XmlTruncated : FindingCode.XmlMalformed, e.Message);
            return _summary.Build(isParsed: false);
        }
    }

    private bool ReadDocument(XmlReader reader)
    {
        var elements = 0;
        var children = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when _open.Count == 0:
                    if (!IsAuditMessage(reader))
                    {
                        return false;
                    }

                    _open.Add(new AuditElement(reader.LocalName));
                    break;
                case XmlNodeType.Element:
                    (children, elements) = _open.Count == 1 ? (children + 1, 0) : (children, elements + 1);
                    if (elements > MaxElementsPerChild || children > MaxElementsPerChild)
                    {
                        findings.Add(
                            FindingCode.TooMuchContent, $"{_open[^1].Name} has over {MaxElementsPerChild} elements");
                        return false;
                    }

                    Open(reader);
                    break;
                case XmlNodeType.EndElement:
                    Close();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    _open[^1].Append(reader.Value);
                    break;
            }
        }

        return true;
    }

    private bool IsAuditMessage(XmlReader root)
    {
        switch (root.LocalName)
        {
            case "AuditMessage":
                if (root.NamespaceURI.Length > 0)
                {
                    findings.Add(FindingCode.NamespaceUsed, root.NamespaceURI);
                }

                return true;
            case FhirSummaryBuilder.ResourceType:
                _summary = new FhirSummaryBuilder(findings);
                return true;
            default:
                findings.Add(FindingCode.NotAnAuditMessage, $"the root element is {root.LocalName}");
                return false;
        }
    }

    private void Open(XmlReader reader)
    {
        var element = AuditElement.At(reader);

        // Children of the root are handed over one by one, so that memory follows the largest of them.
        if (_open.Count > 1)
        {
            _open[^1].Children.Add(element);
        }

        _open.Add(element);
        if (reader.IsEmptyElement)
        {
            Close();
        }
    }

    private void Close()
    {
        var closed = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        _isWhole = _open.Count == 0;
        if (_open.Count == 1)
        {
            _summary.Add(closed);
        }
    }
}
