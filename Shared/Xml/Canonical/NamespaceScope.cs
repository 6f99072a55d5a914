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

    /// <summary>Takes in what the ancestors of the first element declare.</summary>
    public void EnterContextOf(ElementNode apex)
    {
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
        foreach (var declaration in element.Declarations)
        {
            Set(_inScope, declaration.Prefix, declaration.NamespaceUri);
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
        foreach (var (prefix, uri) in Candidates(element, isApex))
        {
            var written = _written.GetValueOrDefault(prefix);
            if (prefix == "xml" || uri == written || (written is null && prefix.Length == 0 && uri.Length == 0))
            {
                continue;
            }

            Set(_written, prefix, uri);
            (declared ??= []).Add(new NamespaceDeclaration(prefix, uri));
        }

        declared?.Sort((a, b) => CodePointOrder.Instance.Compare(a.Prefix, b.Prefix));
        return declared ?? [];
    }

    private IEnumerable<(string Prefix, string Uri)> Candidates(ElementNode element, bool isApex)
    {
        if (!IsExclusive)
        {
            return isApex
                ? _inScope.Select(one => (one.Key, one.Value))
                : element.Declarations.Select(one => (one.Prefix, one.NamespaceUri));
        }

        return VisiblyUsed(element).Concat(Listed(element, isApex));
    }

    private static IEnumerable<(string Prefix, string Uri)> VisiblyUsed(ElementNode element)
    {
        yield return (element.Prefix, element.NamespaceUri);
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Name.Prefix.Length > 0)
            {
                yield return (attribute.Name.Prefix, attribute.Name.NamespaceUri);
            }
        }
    }

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
