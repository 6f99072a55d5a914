using XdsDmp.Security.Messages;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Signatures;

/// <summary>
/// Every element of a document that bears an identifier, whatever the attribute is called. Two that bear the same make
/// the document unacceptable: a signature wrapped around a forgery lives on such doubt.
/// </summary>
public sealed class ElementIds
{
    private const string EbRim = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";
    private const string Xds = "urn:ihe:iti:xds-b:2007";

    private readonly Dictionary<string, ElementNode> _elements = new(StringComparer.Ordinal);
    private readonly HashSet<string> _doubtful = new(StringComparer.Ordinal);

    /// <exception cref="UntrustedMessageException">An identifier stands twice.</exception>
    public ElementIds(NodeTree document)
    {
        foreach (var element in document.Root.SelfAndDescendants())
        {
            foreach (var attribute in element.Attributes)
            {
                if (IsId(attribute.Name.NamespaceUri, attribute.Name.LocalName))
                {
                    Note(attribute.Value, element);
                }
            }
        }
    }

    /// <summary>The one element that bears the identifier; null when none does.</summary>
    /// <exception cref="UntrustedMessageException">Several do.</exception>
    public ElementNode? Find(string id) =>
        _doubtful.Contains(id) ? throw Twice(id) : _elements.GetValueOrDefault(id);

    private void Note(string id, ElementNode element)
    {
        if (_elements.TryAdd(id, element) || _elements[id] == element)
        {
            return;
        }

        // Registry objects may be named several times in one message (ObjectRef, the Document of an ExtrinsicObject),
        // as long as no signature names them.
        if (!NamesRegistryObject(element) || !NamesRegistryObject(_elements[id]))
        {
            throw Twice(id);
        }

        _doubtful.Add(id);
    }

    private static bool NamesRegistryObject(ElementNode element) => element.NamespaceUri is EbRim or Xds;

    internal static UntrustedMessageException Twice(string id) =>
        new(SecurityFault.InvalidSecurity, $"two elements bear the identifier {Quoted.Of(id)}");

    /// <summary>Whether an attribute of that name is an identifier.</summary>
    internal static bool IsId(string namespaceUri, string localName) =>
        namespaceUri is "" or WssNames.Utility or XmlNames.XmlNamespace
        && (localName.Equals("id", StringComparison.OrdinalIgnoreCase)
            || localName is "AssertionID" or "ResponseID" or "RequestID");
}
