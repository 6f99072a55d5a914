using XdsDmp.Xml.Nodes;

namespace XdsDmp.Xml.Canonical;

/// <summary>
/// The <c>xml:</c> attributes that an element cut out of its document keeps from its ancestors: all of them in Canonical
/// XML 1.0 §2.4; in 1.1 §2.4 neither <c>xml:id</c> nor a plain copy of <c>xml:base</c>, which is joined instead.
/// </summary>
internal static class InheritedAttributes
{
    public static IReadOnlyList<AttributeNode> Of(ElementNode apex, CanonicalForm form)
    {
        var found = new List<AttributeNode>();
        for (var ancestor = apex.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            found.AddRange(ancestor.Attributes.Where(attribute =>
                attribute.Name.NamespaceUri == XmlNames.XmlNamespace
                && IsInherited(attribute.Name.LocalName, form)
                && apex.Attribute(attribute.Name.LocalName, XmlNames.XmlNamespace) is null
                && found.TrueForAll(nearer => nearer.Name != attribute.Name)));
        }

        if (form == CanonicalForm.Inclusive11 && JoinedBase(apex) is { } joined)
        {
            found.Add(joined);
        }

        return found;
    }

    private static bool IsInherited(string name, CanonicalForm form) =>
        form == CanonicalForm.Inclusive10 || name is "lang" or "space";

    /// <summary>Null when no ancestor has a base: then the element's own, if any, stands as it is.</summary>
    private static AttributeNode? JoinedBase(ElementNode apex)
    {
        var bases = new List<string>();
        for (var element = apex; element is not null; element = element.Parent)
        {
            if (element.Attribute("base", XmlNames.XmlNamespace) is { } value)
            {
                bases.Insert(0, value);
            }
        }

        var hasOwn = apex.Attribute("base", XmlNames.XmlNamespace) is not null;
        if (bases.Count == (hasOwn ? 1 : 0))
        {
            return null;
        }

        return new AttributeNode(new XmlNames("xml", "base", XmlNames.XmlNamespace), bases.Aggregate(UriReference.Join));
    }
}
