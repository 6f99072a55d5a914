using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Signatures;

/// <summary>The child elements of a structure whose schema is a sequence, taken one after the other.</summary>
public sealed class ElementSequence(ElementNode parent, SecurityFault fault = SecurityFault.InvalidSecurity)
{
    private readonly List<ElementNode> _elements = [.. parent.Elements];
    private int _next;

    public ElementNode One(string namespaceUri, string name) => Optional(namespaceUri, name)
        ?? throw Malformed($"{parent.LocalName} has {Next} where {name} must stand");

    public ElementNode? Optional(string namespaceUri, string name) =>
        _next < _elements.Count && _elements[_next].Is(namespaceUri, name) ? _elements[_next++] : null;

    public IReadOnlyList<ElementNode> Many(string namespaceUri, string name)
    {
        var found = new List<ElementNode>();
        while (Optional(namespaceUri, name) is { } element)
        {
            found.Add(element);
        }

        return found;
    }

    /// <exception cref="UntrustedMessageException">There is more.</exception>
    public void End()
    {
        if (_next < _elements.Count)
        {
            throw Malformed($"{parent.LocalName} has {Next} where its end must be");
        }
    }

    private string Next => _next < _elements.Count ? Quoted.Of(_elements[_next].LocalName) : "nothing";

    private UntrustedMessageException Malformed(string reason) => new(fault, reason);
}
