namespace XdsDmp.Xml.Nodes;

/// <summary>An element as it stands in the document, prefixes and all: what canonical forms are made from.</summary>
public sealed class ElementNode : Node
{
    private readonly List<Node> _children = [];

    internal ElementNode(
        ElementNode? parent, XmlNames name, IReadOnlyList<AttributeNode> attributes,
        IReadOnlyList<NamespaceDeclaration> declarations)
        : base(parent)
    {
        Name = name;
        Attributes = attributes;
        Declarations = declarations;
    }

    public XmlNames Name { get; }

    public string Prefix => Name.Prefix;

    public string LocalName => Name.LocalName;

    public string NamespaceUri => Name.NamespaceUri;

    /// <summary>Without namespace declarations.</summary>
    public IReadOnlyList<AttributeNode> Attributes { get; }

    /// <summary>The namespace declarations of this very element.</summary>
    public IReadOnlyList<NamespaceDeclaration> Declarations { get; }

    public IReadOnlyList<Node> Children => _children;

    public IEnumerable<ElementNode> Elements => _children.OfType<ElementNode>();

    /// <summary>This element and all below it, in document order.</summary>
    public IEnumerable<ElementNode> SelfAndDescendants()
    {
        var waiting = new Stack<ElementNode>([this]);
        while (waiting.TryPop(out var element))
        {
            yield return element;
            for (var i = element._children.Count - 1; i >= 0; i--)
            {
                if (element._children[i] is ElementNode child)
                {
                    waiting.Push(child);
                }
            }
        }
    }

    public bool Is(string namespaceUri, string localName) =>
        Name.LocalName == localName && Name.NamespaceUri == namespaceUri;

    public IEnumerable<ElementNode> ElementsOf(string namespaceUri, string localName) =>
        Elements.Where(child => child.Is(namespaceUri, localName));

    /// <summary>Value of an attribute that has no namespace, or the given one; null without it.</summary>
    public string? Attribute(string localName, string namespaceUri = "")
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name.LocalName == localName && attribute.Name.NamespaceUri == namespaceUri)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    /// <summary>The text of this element itself, comments left out: a comment cannot cut a value short.</summary>
    public string Text() => string.Concat(_children.OfType<TextNode>().Select(text => text.Value));

    /// <summary>
    /// What a prefix stands for here; null when nothing declares it. The empty prefix always has a meaning.
    /// </summary>
    public string? LookupNamespace(string prefix)
    {
        if (prefix == "xml")
        {
            return XmlNames.XmlNamespace;
        }

        for (var element = this; element is not null; element = element.Parent)
        {
            foreach (var declaration in element.Declarations)
            {
                if (declaration.Prefix == prefix)
                {
                    return declaration.NamespaceUri;
                }
            }
        }

        return prefix.Length == 0 ? "" : null;
    }

    internal void Add(Node child) => _children.Add(child);
}

/// <summary>An attribute that is no namespace declaration.</summary>
public sealed record AttributeNode(XmlNames Name, string Value);

/// <summary><c>xmlns:prefix="…"</c>; the default namespace has the empty prefix.</summary>
public sealed record NamespaceDeclaration(string Prefix, string NamespaceUri);

/// <summary>The three parts of a qualified name.</summary>
public readonly record struct XmlNames(string Prefix, string LocalName, string NamespaceUri)
{
    public const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";
    public const string XmlnsNamespace = "http://www.w3.org/2000/xmlns/";

    public string Qualified => Prefix.Length == 0 ? LocalName : $"{Prefix}:{LocalName}";
}
