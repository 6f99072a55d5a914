using System.Xml;
using XdsDmp.Atna.Fhir;
using XdsDmp.Xml;

namespace XdsDmp.Atna.Reception.Feed;

/// <summary>
/// Finds where the resources of an XML body stand: a first pass by the XML reader, with all its limits, tells which
/// elements these are; a second one over the octets tells where they begin and end.
/// </summary>
internal sealed class XmlFeedReader
{
    private const int EntryDepth = 1;
    private readonly List<FeedEntry> _entries = [];
    private readonly Dictionary<int, int> _resources = [];
    private readonly List<string> _path = [];
    private string? _bundleType;
    private int _elements;

    private XmlFeedReader()
    {
    }

    /// <exception cref="FhirRefusalException">It is no acceptable XML, or too large.</exception>
    public static FeedDocument Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var reader = XmlReaders.Create(body);
            return new XmlFeedReader().Read(reader, body);
        }
        catch (XmlException malformed)
        {
            throw FeedDocument.Malformed($"the body is not acceptable XML: {malformed.Message}", malformed);
        }
    }

    private FeedDocument Read(XmlReader reader, ReadOnlyMemory<byte> body)
    {
        reader.MoveToContent();
        if (reader.NamespaceURI != FhirFormats.Namespace)
        {
            throw FeedDocument.Malformed(
                $"the root element is {new XmlQualifiedName(reader.LocalName, reader.NamespaceURI)}; a FHIR resource "
                + $"is in the namespace {FhirFormats.Namespace}");
        }

        var type = reader.LocalName;
        do
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                Take(reader);
            }
        }
        while (reader.Read());

        foreach (var (element, octets) in XmlElementRanges.Find(body.Span, _resources.Keys.ToHashSet()))
        {
            var index = _resources[element];
            _entries[index] = _entries[index] with { Resource = body[octets] };
        }

        return new FeedDocument(type, _bundleType, _entries);
    }

    private void Take(XmlReader element)
    {
        _path.RemoveRange(element.Depth, _path.Count - element.Depth);
        _path.Add(element.LocalName);
        if (_path[0] == "Bundle" && element.Depth >= EntryDepth)
        {
            TakeOfBundle(element);
        }

        _elements++;
    }

    private void TakeOfBundle(XmlReader element)
    {
        switch (_path)
        {
            case [_, "type"]:
                _bundleType = element.GetAttribute("value");
                break;
            case [_, "entry"] when _entries.Count == FeedLimits.MaxEntries:
                throw FeedDocument.TooManyEntries();
            case [_, "entry"]:
                _entries.Add(new FeedEntry(null, default, null, null));
                break;
            case [_, "entry", "resource", _]:
                _resources.Add(_elements, _entries.Count - 1);
                var isSecond = _entries[^1].ResourceType is not null;
                _entries[^1] = _entries[^1] with { ResourceType = isSecond ? "" : element.LocalName };
                break;
            case [_, "entry", "request", "method"]:
                _entries[^1] = _entries[^1] with { Method = element.GetAttribute("value") };
                break;
            case [_, "entry", "request", "url"]:
                _entries[^1] = _entries[^1] with { Url = element.GetAttribute("value") };
                break;
        }
    }
}
