namespace XdsDmp.Xml.Canonical;

/// <summary>A canonical form of XML: two documents that say the same are the same octets in it.</summary>
/// <param name="Form">Which of the three recommendations.</param>
/// <param name="WithComments">Comments are part of it.</param>
public sealed record CanonicalMethod(CanonicalForm Form, bool WithComments)
{
    private const string Comments = "WithComments";

    private static readonly (string Uri, CanonicalForm Form)[] Known =
    [
        ("http://www.w3.org/2001/10/xml-exc-c14n#", CanonicalForm.Exclusive),
        ("http://www.w3.org/TR/2001/REC-xml-c14n-20010315", CanonicalForm.Inclusive10),
        ("http://www.w3.org/2006/12/xml-c14n11", CanonicalForm.Inclusive11),
    ];

    public static CanonicalMethod Exclusive { get; } = new(CanonicalForm.Exclusive, WithComments: false);

    /// <summary>The URI by which signatures name this method.</summary>
    public string Uri
    {
        get
        {
            var uri = Known.First(one => one.Form == Form).Uri;
            return !WithComments ? uri : uri.EndsWith('#') ? uri + Comments : $"{uri}#{Comments}";
        }
    }

    /// <summary>Prefixes treated as by the inclusive form (<c>ec:InclusiveNamespaces</c>, Exclusive C14N §4).</summary>
    public IReadOnlyList<string> InclusivePrefixes { get; init; } = [];

    /// <summary>The method that a URI names; null when it names none of ours.</summary>
    public static CanonicalMethod? Find(string? uri) => Known
        .SelectMany(one => new[] { new CanonicalMethod(one.Form, false), new CanonicalMethod(one.Form, true) })
        .FirstOrDefault(method => method.Uri == uri);
}

public enum CanonicalForm
{
    /// <summary>Exclusive XML Canonicalization 1.0: only namespaces that are visibly used.</summary>
    Exclusive,

    /// <summary>Canonical XML 1.0: all namespaces in scope, and every <c>xml:</c> attribute inherited.</summary>
    Inclusive10,

    /// <summary>Canonical XML 1.1: as 1.0, but <c>xml:id</c> is not inherited and <c>xml:base</c> is joined.</summary>
    Inclusive11,
}
