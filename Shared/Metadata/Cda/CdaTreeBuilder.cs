using System.Xml;
using XdsDmp.Xml;

namespace XdsDmp.Metadata.Cda;

/// <summary>
/// Takes the nodes of a CDA document as a reader passes them, until its body begins: the header becomes a tree, of the
/// body nothing is kept but what kind it is.
/// </summary>
internal sealed class CdaTreeBuilder
{
    public const string Namespace = "urn:hl7-org:v3";
    public const string RootName = "ClinicalDocument";
    private const int MaxElements = 20_000;
    private const int MaxCharacters = 1_000_000;
    private const int BodyDepth = 2;
    private readonly Stack<CdaElement> _open = new();
    private int _elements;
    private int _characters;
    private bool _isUnstructured;

    /// <summary>ClinicalDocument; null for any other root.</summary>
    public CdaElement? Root { get; private set; }

    /// <summary>The element that the document is, for messages.</summary>
    public string? RootSeen { get; private set; }

    public bool IsInBody { get; private set; }

    /// <summary>Media type of a body that is no XML.</summary>
    public string? BodyMediaType { get; private set; }

    /// <summary>The text of the reader's node is wanted.</summary>
    public bool WantsText => !IsInBody && Root is not null;

    /// <summary>Nothing more can be learned from the document, but whether it is well-formed.</summary>
    public bool IsComplete { get; private set; }

    /// <exception cref="XmlLimitException">The header is larger than any header is.</exception>
    public void Take(XmlReader xml, string? text)
    {
        if (xml.NodeType == XmlNodeType.Element && xml.Depth == 0)
        {
            TakeRoot(xml);
        }
        else if (Root is null)
        {
            // What stands before the root.
        }
        else if (IsInBody)
        {
            TakeBody(xml);
        }
        else if (xml is { Depth: 1, NodeType: XmlNodeType.Element, LocalName: "component" })
        {
            IsInBody = true;
            IsComplete = xml.IsEmptyElement;
        }
        else
        {
            TakeHeader(xml, text);
        }
    }

    private void TakeRoot(XmlReader xml)
    {
        RootSeen = $"{{{xml.NamespaceURI}}}{xml.LocalName}";
        if (xml is { LocalName: RootName, NamespaceURI: Namespace })
        {
            Root = new CdaElement(RootName);
            _open.Push(Root);
        }
        else
        {
            IsComplete = true;
        }
    }

    private void TakeHeader(XmlReader xml, string? text)
    {
        switch (xml.NodeType)
        {
            case XmlNodeType.Element:
                Open(xml);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                Count(text?.Length ?? 0);
                _open.Peek().AddText(text ?? "");
                break;
            case XmlNodeType.EndElement:
                _open.Pop();
                IsComplete = _open.Count == 0;
                break;
        }
    }

    private void Open(XmlReader xml)
    {
        if (++_elements > MaxElements)
        {
            throw new XmlLimitException($"the header has more than {MaxElements} elements");
        }

        var isEmpty = xml.IsEmptyElement;
        var element = new CdaElement(xml.NamespaceURI == Namespace ? xml.LocalName : "");
        while (xml.MoveToNextAttribute())
        {
            Count(xml.Value.Length);
            element.SetAttribute(xml.LocalName, xml.Value);
        }

        _open.Peek().Add(element);
        if (!isEmpty)
        {
            _open.Push(element);
        }
    }

    private void Count(int characters)
    {
        _characters += characters;
        if (_characters > MaxCharacters)
        {
            throw new XmlLimitException($"the header has more than {MaxCharacters} characters");
        }
    }

    private void TakeBody(XmlReader xml)
    {
        if (xml.NodeType != XmlNodeType.Element)
        {
            return;
        }

        if (xml.Depth == BodyDepth)
        {
            _isUnstructured = xml.LocalName == "nonXMLBody";
            IsComplete = !_isUnstructured;
        }
        else
        {
            BodyMediaType ??= _isUnstructured && xml.LocalName == "text" ? xml.GetAttribute("mediaType") : null;
            IsComplete = true;
        }
    }
}
