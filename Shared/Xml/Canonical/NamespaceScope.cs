using XdsDmp.Xml.Nodes;

namespace XdsDmp.Xml.Canonical;

/// <summary>
/// Which namespace declarations the canonical form has at which element (Canonical XML §2.3, Exclusive C14N §3): what
/// is in scope in the document, and what is already in scope in the output.
/// </summary>
internal sealed class NamespaceScope(CanonicalMethod method)
{
    private readonly Dictionary<string, string> _inScope = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);
    private readonly Stack<(Dictionary<string, string> Scope, string Prefix, string? Former)> _changes = new();

    private bool IsExclusive => method.Form == CanonicalForm.Exclusive;

    /// <summary>The exclusive form asks elements and attributes themselves, unless prefixes are listed.</summary>
    private bool IsScopeAsked => !IsExclusive || method.InclusivePrefixes.Count > 0;

    /// <summary>Takes in what the ancestors of the first element declare.</summary>
    public void EnterContextOf(ElementNode apex)
    {
        if (!IsScopeAsked)
        {
            return;
        }

        var ancestors = new Stack<ElementNode>();
        for (var ancestor = apex.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            ancestors.Push(ancestor);
        }

        foreach (var declaration in ancestors.SelectMany(ancestor => ancestor.Declarations))
        {
            _inScope[declaration.Prefix] = declaration.NamespaceUri;
        }
    }

    /// <summary>What to hand to <see cref="Leave"/> at the end of the element.</summary>
    public int Enter(ElementNode element)
    {
        var level = _changes.Count;
        for (var i = 0; IsScopeAsked && i < element.Declarations.Count; i++)
        {
            Set(_inScope, element.Declarations[i].Prefix, element.Declarations[i].NamespaceUri);
        }

        return level;
    }

    public void Leave(int level)
    {
        while (_changes.Count > level)
        {
            var (scope, prefix, former) = _changes.Pop();
            if (former is null)
            {
                scope.Remove(prefix);
            }
            else
            {
                scope[prefix] = former;
            }
        }
    }

    /// <summary>The declarations that the element just entered has in the output, in their order.</summary>
    public IReadOnlyList<NamespaceDeclaration> Declarations(ElementNode element, bool isApex)
    {
        List<NamespaceDeclaration>? declared = null;
        if (IsExclusive)
        {
            UseVisible(element, ref declared);
        }

        if (IsScopeAsked)
        {
            foreach (var (prefix, uri) in IsExclusive ? Listed(element, isApex) : Inclusive(element, isApex))
            {
                Use(prefix, uri, ref declared);
            }
        }

        declared?.Sort((a, b) => CodePointOrder.Instance.Compare(a.Prefix, b.Prefix));
        return declared ?? (IReadOnlyList<NamespaceDeclaration>)[];
    }

    private void Use(string prefix, string uri, ref List<NamespaceDeclaration>? declared)
    {
        var written = _written.GetValueOrDefault(prefix);
        if (prefix != "xml" && uri != written && (written is not null || prefix.Length > 0 || uri.Length > 0))
        {
            Set(_written, prefix, uri);
            (declared ??= []).Add(new NamespaceDeclaration(prefix, uri));
        }
    }

    private void UseVisible(ElementNode element, ref List<NamespaceDeclaration>? declared)
    {
        Use(element.Prefix, element.NamespaceUri, ref declared);
        for (var i = 0; i < element.Attributes.Count; i++)
        {
            var name = element.Attributes[i].Name;
            if (name.Prefix.Length > 0)
            {
                Use(name.Prefix, name.NamespaceUri, ref declared);
            }
        }
    }

    private IEnumerable<(string Prefix, string Uri)> Inclusive(ElementNode element, bool isApex) => isApex
        ? _inScope.Select(one => (one.Key, one.Value))
        : element.Declarations.Select(one => (one.Prefix, one.NamespaceUri));

    /// <summary>Listed prefixes come where they are declared, and all of them at the first element.</summary>
    private IEnumerable<(string Prefix, string Uri)> Listed(ElementNode element, bool isApex) =>
        method.InclusivePrefixes
            .Where(prefix => isApex || element.Declarations.Any(declared => declared.Prefix == prefix))
            .Where(_inScope.ContainsKey)
            .Select(prefix => (prefix, _inScope[prefix]));

    private void Set(Dictionary<string, string> scope, string prefix, string uri)
    {
        _changes.Push((scope, prefix, scope.GetValueOrDefault(prefix)));
        scope[prefix] = uri;
    }
}
