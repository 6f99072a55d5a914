using System.Text;
using System.Xml;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Xml.Canonical;

/// <summary>
/// What prefixes stand for, and which of them the output has declared already (Exclusive XML Canonicalization §3).
/// </summary>
internal sealed class OctetNamespaces
{
    private readonly List<(byte[] Prefix, string Uri)> _inScope = [];
    private readonly List<(byte[] Prefix, string Uri)> _written = [];

    /// <param name="context">What holds around the first element; the output has nothing of it yet.</param>
    public OctetNamespaces(IEnumerable<NamespaceDeclaration> context)
    {
        foreach (var declaration in context)
        {
            Declare(Encoding.UTF8.GetBytes(declaration.Prefix), declaration.NamespaceUri);
        }
    }

    /// <summary>To come back to at the end of an element.</summary>
    public Level Current => new(_inScope.Count, _written.Count);

    /// <summary>What the output must declare at this element; to be emptied when it has.</summary>
    public List<NamespaceDeclaration> ToBeWritten { get; } = [];

    public void Declare(ReadOnlySpan<byte> prefix, string uri) => _inScope.Add((prefix.ToArray(), uri));

    /// <summary>The namespace of a prefix that an element or attribute visibly uses.</summary>
    /// <exception cref="XmlException">It stands for none.</exception>
    public string Use(ReadOnlySpan<byte> prefix)
    {
        if (prefix.SequenceEqual("xml"u8))
        {
            return XmlNames.XmlNamespace;
        }

        var none = prefix.IsEmpty ? "" : null;
        var uri = Find(_inScope, prefix) ?? none ?? throw new XmlException(
            $"the prefix {Encoding.UTF8.GetString(prefix)} is not declared");
        if (uri != (Find(_written, prefix) ?? none))
        {
            _written.Add((prefix.ToArray(), uri));
            ToBeWritten.Add(new NamespaceDeclaration(Encoding.UTF8.GetString(prefix), uri));
        }

        return uri;
    }

    public void Leave(Level outer)
    {
        _inScope.RemoveRange(outer.InScope, _inScope.Count - outer.InScope);
        _written.RemoveRange(outer.Written, _written.Count - outer.Written);
    }

    private static string? Find(List<(byte[] Prefix, string Uri)> declarations, ReadOnlySpan<byte> prefix)
    {
        for (var i = declarations.Count - 1; i >= 0; i--)
        {
            if (prefix.SequenceEqual(declarations[i].Prefix))
            {
                return declarations[i].Uri;
            }
        }

        return null;
    }

    internal readonly record struct Level(int InScope, int Written);
}
