using XdsDmp.Xml.Nodes;

namespace XdsDmp.Xml.Canonical;

/// <summary>
/// The <c>xml:</c> attributes that an element cut out of its document keeps from its ancestors: all of them in
/// Canonical XML 1.0 §2.4; in 1.1 §2.4 neither <c>xml:id</c> nor a plain copy of <c>xml:base</c>, which is joined
/// instead.
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

    /// <summary>A base that joining has used up is not written (Canonical XML 1.1 §2.4).</summary>
    public static bool IsNothing(AttributeNode inherited, CanonicalForm form) =>
        form == CanonicalForm.Inclusive11 && inherited.Value.Length == 0 && inherited.Name.LocalName == "base";

    private static bool IsInherited(string name, CanonicalForm form) =>
        form == CanonicalForm.Inclusive10 || name is "lang" or "space";

    /// <summary>
    /// The innermost two are joined first, then the result with the next one. Null when no ancestor has a base: then
    /// the element's own, if any, stands as it is.
    /// </summary>
    private static AttributeNode? JoinedBase(ElementNode apex)
    {
        var own = apex.Attribute("base", XmlNames.XmlNamespace);
        var joined = own;
        var isInherited = false;
        for (var ancestor = apex.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (ancestor.Attribute("base", XmlNames.XmlNamespace) is { } outer)
            {
                joined = joined is null ? outer : UriReference.Join(outer, joined);
                isInherited = true;
            }
        }

        return isInherited
            ? new AttributeNode(new XmlNames("xml", "base", XmlNames.XmlNamespace), joined ?? "")
            : null;
    }
}
