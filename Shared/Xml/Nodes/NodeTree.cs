using System.Xml;

namespace XdsDmp.Xml.Nodes;

/// <summary>
/// A whole document as nodes, nothing left out: what a signature is verified on, and what is read afterwards. Bounded
/// by the same limits as every reader, and in its number of nodes.
/// </summary>
public sealed class NodeTree
{
    private NodeTree(IReadOnlyList<Node> before, ElementNode root, IReadOnlyList<Node> after)
    {
        Before = before;
        Root = root;
        After = after;
    }

    /// <summary>Comments and instructions before the root element.</summary>
    public IReadOnlyList<Node> Before { get; }

    public ElementNode Root { get; }

    /// <summary>Comments and instructions behind the root element.</summary>
    public IReadOnlyList<Node> After { get; }

    /// <exception cref="XmlException">The document is malformed, or exceeds a limit.</exception>
    public static NodeTree Read(ReadOnlyMemory<byte> document, XmlLimits? limits = null)
    {
        using var reader = XmlReaders.CreateForNodes(document, limits);
        return new Builder(reader, limits ?? XmlLimits.Metadata).Read();
    }

    /// <summary>The element on which the reader stands, and what is in it.</summary>
    /// <exception cref="XmlException">It is malformed, or exceeds a limit.</exception>
    public static NodeTree Read(XmlReader element, XmlLimits limits)
    {
        using var part = element.ReadSubtree();
        return new Builder(part, limits).Read();
    }

    private sealed class Builder(XmlReader reader, XmlLimits limits)
    {
        private readonly List<Node> _before = [];
        private readonly List<Node> _after = [];
        private ElementNode? _root;
        private ElementNode? _open;
        private int _nodes;

        public NodeTree Read()
        {
            while (reader.Read())
            {
                if (++_nodes > limits.MaxNodes)
                {
                    throw new XmlLimitException($"the document has more than {limits.MaxNodes} nodes", 0, 0);
                }

                ReadNode();
            }

            return new NodeTree(_before, _root ?? throw new XmlException("the document has no root element"), _after);
        }

        private void ReadNode()
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    ReadElement();
                    break;
                case XmlNodeType.EndElement:
                    _open = _open!.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA
                    or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    // Blanks between the declaration and the root belong to nobody.
                    _open?.Add(new TextNode(_open, reader.Value));
                    break;
                case XmlNodeType.Comment:
                    Add(new CommentNode(_open, reader.Value));
                    break;
                case XmlNodeType.ProcessingInstruction:
                    Add(new InstructionNode(_open, reader.LocalName, reader.Value));
                    break;
            }
        }

        private void ReadElement()
        {
            var name = Name();
            var isEmpty = reader.IsEmptyElement;
            List<AttributeNode>? attributes = null;
            List<NamespaceDeclaration>? declarations = null;
            while (reader.MoveToNextAttribute())
            {
                if (reader.NamespaceURI == XmlNames.XmlnsNamespace)
                {
                    var prefix = reader.Prefix.Length == 0 ? "" : reader.LocalName;
                    (declarations ??= []).Add(new NamespaceDeclaration(prefix, reader.Value));
                }
                else
                {
                    (attributes ??= []).Add(new AttributeNode(Name(), reader.Value));
                }
            }

            var element = new ElementNode(_open, name, attributes ?? [], declarations ?? []);
            Add(element);
            _root ??= element;
            _open = isEmpty ? _open : element;
        }

        private XmlNames Name() => new(reader.Prefix, reader.LocalName, reader.NamespaceURI);

        private void Add(Node node)
        {
            if (_open is not null)
            {
                _open.Add(node);
            }
            else if (node is not ElementNode)
            {
                (_root is null ? _before : _after).Add(node);
            }
        }
    }
}
