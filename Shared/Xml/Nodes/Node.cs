namespace XdsDmp.Xml.Nodes;

/// <summary>What stands inside an element or beside the root: an element, text, a comment, an instruction.</summary>
public abstract class Node
{
    private protected Node(ElementNode? parent) => Parent = parent;

    /// <summary>Null for the root element and for what stands beside it.</summary>
    public ElementNode? Parent { get; }
}

/// <summary>Characters; CDATA sections and character references are resolved.</summary>
public sealed class TextNode(ElementNode parent, string value) : Node(parent)
{
    public string Value { get; } = value;
}

public sealed class CommentNode(ElementNode? parent, string value) : Node(parent)
{
    public string Value { get; } = value;
}

/// <summary>A processing instruction.</summary>
public sealed class InstructionNode(ElementNode? parent, string target, string data) : Node(parent)
{
    public string Target { get; } = target;

    public string Data { get; } = data;
}
