namespace XdsDmp.Metadata.Cda;

/// <summary>An element of a CDA header. Those of other namespaces than HL7's have no name, and are not found.</summary>
internal sealed class CdaElement(string name)
{
    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);
    private readonly List<CdaElement> _children = [];

    public string Name { get; } = name;

    /// <summary>Without the text of its children.</summary>
    public string Text { get; private set; } = "";

    public IReadOnlyList<CdaElement> Children => _children;

    /// <summary>An attribute; null when it is absent or empty.</summary>
    public string? this[string attribute] =>
        _attributes.GetValueOrDefault(attribute) is { Length: > 0 } value ? value : null;

    public void Add(CdaElement child) => _children.Add(child);

    public void AddText(string text) => Text = (Text + text).Trim();

    public void SetAttribute(string attribute, string value) => _attributes.TryAdd(attribute, value);

    public IEnumerable<CdaElement> All(string name) => _children.Where(child => child.Name == name);

    /// <summary>In the order of the document.</summary>
    public IEnumerable<CdaElement> Descendants()
    {
        var waiting = new Stack<CdaElement>([this]);
        while (waiting.TryPop(out var it))
        {
            yield return it;
            for (var i = it._children.Count - 1; i >= 0; i--)
            {
                waiting.Push(it._children[i]);
            }
        }
    }

    /// <summary>The first descendant at that path of names; of what is repeated the first counts.</summary>
    public CdaElement? At(params ReadOnlySpan<string> path)
    {
        var it = this;
        foreach (var name in path)
        {
            if (it._children.Find(child => child.Name == name) is not { } child)
            {
                return null;
            }

            it = child;
        }

        return it;
    }

    /// <summary>The text at that path; null when there is none.</summary>
    public string? TextAt(params ReadOnlySpan<string> path) => At(path)?.Text is { Length: > 0 } text ? text : null;
}
