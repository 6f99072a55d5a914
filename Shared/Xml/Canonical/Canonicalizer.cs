using System.Buffers;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Xml.Canonical;

/// <summary>
/// Writes nodes in a canonical form (Canonical XML 1.0 and 1.1, Exclusive XML Canonicalization 1.0), one pass, nothing
/// kept. Only whole subtrees, with elements left out of them: the node sets that signatures need.
/// </summary>
public sealed class Canonicalizer(CanonicalMethod method, IBufferWriter<byte> output)
{
    private readonly CanonicalText _text = new(output);
    private readonly NamespaceScope _scope = new(method);

    /// <summary>True for an element to be left out, children and all; an enveloped signature is.</summary>
    public Func<ElementNode, bool> Omits { get; init; } = _ => false;

    /// <summary>
    /// The first element stands for another one that referred to it: it says so if it has no default namespace (WSS
    /// SOAP Message Security 1.1 §8.3).
    /// </summary>
    public bool IsTokenDereferenced { get; init; }

    /// <summary>The document with what stands beside its root (Canonical XML §2.2).</summary>
    public void Write(NodeTree document)
    {
        foreach (var node in document.Before.Where(IsWritten))
        {
            Write(node);
            _text.Raw("\n"u8);
        }

        Write(document.Root);
        foreach (var node in document.After.Where(IsWritten))
        {
            _text.Raw("\n"u8);
            Write(node);
        }
    }

    /// <summary>One element and all within it, in the context of its document.</summary>
    public void Write(ElementNode apex)
    {
        _scope.EnterContextOf(apex);
        WriteElement(apex, isApex: true);
    }

    private bool IsWritten(Node node) => node is not CommentNode || method.WithComments;

    private void Write(Node node)
    {
        switch (node)
        {
            case ElementNode element:
                WriteElement(element, isApex: false);
                break;
            case TextNode text:
                _text.Text(text.Value);
                break;
            case CommentNode comment when method.WithComments:
                _text.Comment(comment.Value);
                break;
            case InstructionNode instruction:
                _text.Instruction(instruction.Target, instruction.Data);
                break;
        }
    }

    private void WriteElement(ElementNode element, bool isApex)
    {
        if (Omits(element))
        {
            return;
        }

        var level = _scope.Enter(element);
        _text.StartTag(element.Name);
        var declarations = _scope.Declarations(element, isApex);
        if (isApex && IsTokenDereferenced && declarations.All(declared => declared.Prefix.Length > 0))
        {
            _text.Declaration(new NamespaceDeclaration("", ""));
        }

        foreach (var declaration in declarations)
        {
            _text.Declaration(declaration);
        }

        foreach (var attribute in Attributes(element, isApex))
        {
            _text.Attribute(attribute);
        }

        _text.Raw(">"u8);
        foreach (var child in element.Children)
        {
            Write(child);
        }

        _text.EndTag(element.Name);
        _scope.Leave(level);
    }

    /// <summary>By namespace, then by name; an attribute without prefix has no namespace and comes first.</summary>
    private IReadOnlyList<AttributeNode> Attributes(ElementNode element, bool isApex)
    {
        IReadOnlyList<AttributeNode> inherited = isApex && method.Form != CanonicalForm.Exclusive
            ? InheritedAttributes.Of(element, method.Form)
            : [];
        if (inherited.Count == 0 && IsInOrder(element.Attributes))
        {
            return element.Attributes;
        }

        AttributeNode[] attributes =
        [
            .. element.Attributes.Where(own => inherited.All(other => other.Name != own.Name)),
            .. inherited.Where(attribute => !InheritedAttributes.IsNothing(attribute, method.Form)),
        ];
        Array.Sort(attributes, Compare);
        return attributes;
    }

    private static bool IsInOrder(IReadOnlyList<AttributeNode> attributes)
    {
        for (var i = 1; i < attributes.Count; i++)
        {
            if (Compare(attributes[i - 1], attributes[i]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int Compare(AttributeNode one, AttributeNode other)
    {
        var order = CodePointOrder.Instance.Compare(one.Name.NamespaceUri, other.Name.NamespaceUri);
        return order != 0 ? order : CodePointOrder.Instance.Compare(one.Name.LocalName, other.Name.LocalName);
    }
}
