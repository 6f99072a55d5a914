using System.Xml;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Messages;

/// <summary>
/// An envelope as nodes, and what of it security is about, each found at its one place: a name that stands anywhere
/// else is never looked at.
/// </summary>
public sealed class SecuredEnvelope
{
    private static readonly string[] Roles =
    [
        "", "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver",
        "http://www.w3.org/2003/05/soap-envelope/role/next", "http://schemas.xmlsoap.org/soap/actor/next",
    ];

    private SecuredEnvelope(NodeTree document)
    {
        Document = document;
        var soap = document.Root.NamespaceUri;
        Body = document.Root.ElementsOf(soap, "Body").Single();
        Headers = [.. document.Root.ElementsOf(soap, "Header").SelectMany(header => header.Elements).Where(IsForUs)];
        Security = Headers.SingleOrDefault(header => header.Is(WssNames.Security, "Security"));
        Ids = new ElementIds(document);
        if (Security is not null)
        {
            RefuseHiddenContent(Security);
        }
    }

    public NodeTree Document { get; }

    public ElementNode Body { get; }

    /// <summary>Header blocks for this receiver, in their order.</summary>
    public IReadOnlyList<ElementNode> Headers { get; }

    /// <summary>The wsse:Security for this receiver.</summary>
    public ElementNode? Security { get; }

    public ElementIds Ids { get; }

    /// <summary>Signatures of the message itself; an assertion's own is inside the assertion.</summary>
    public IEnumerable<ElementNode> Signatures => InSecurity(SignatureNames.Ds, "Signature");

    public IEnumerable<ElementNode> Timestamps => InSecurity(WssNames.Utility, "Timestamp");

    public IEnumerable<ElementNode> Tokens => InSecurity(WssNames.Security, "BinarySecurityToken");

    public IEnumerable<ElementNode> Confirmations => InSecurity(WssNames.Security11, "SignatureConfirmation");

    /// <summary>The SAML assertion, at its one place.</summary>
    public ElementNode? Assertion { get; private set; }

    /// <param name="envelope">UTF-8, found to be an envelope with one Body before.</param>
    /// <param name="limits">What it may cost.</param>
    /// <exception cref="UntrustedMessageException">Its security cannot even be looked at.</exception>
    public static SecuredEnvelope Read(ReadOnlyMemory<byte> envelope, XmlLimits limits)
    {
        try
        {
            var secured = new SecuredEnvelope(NodeTree.Read(envelope, limits));
            secured.RefuseUnknownTokens();
            return secured;
        }
        catch (XmlException malformed)
        {
            throw new UntrustedMessageException(SecurityFault.InvalidSecurity, malformed.Message, malformed);
        }
    }

    public bool IsHeader(ElementNode element) => Headers.Contains(element);

    private IEnumerable<ElementNode> InSecurity(string namespaceUri, string name) =>
        Security?.ElementsOf(namespaceUri, name) ?? [];

    private static bool IsForUs(ElementNode header)
    {
        var soap = header.Parent!.NamespaceUri;
        var role = header.Attribute("role", soap) ?? header.Attribute("actor", soap) ?? "";
        return Roles.Contains(role.Trim());
    }

    /// <summary>
    /// Comments and instructions have no business in a token: they can cut a value in two for some readers.
    /// </summary>
    private static void RefuseHiddenContent(ElementNode security)
    {
        if (security.SelfAndDescendants().Any(e => e.Children.Any(child => child is CommentNode or InstructionNode)))
        {
            throw new UntrustedMessageException(
                SecurityFault.InvalidSecurity, "there is a comment or processing instruction in wsse:Security");
        }
    }

    /// <summary>What we cannot check is refused: a token passed over would look accepted to its sender.</summary>
    private void RefuseUnknownTokens()
    {
        foreach (var child in Security?.Elements ?? [])
        {
            var isKnown = child.NamespaceUri switch
            {
                SignatureNames.Ds => child.LocalName == "Signature",
                WssNames.Utility => child.LocalName == "Timestamp",
                SamlNames.Saml => child.LocalName == "Assertion",
                WssNames.Security11 => child.LocalName == "SignatureConfirmation",
                WssNames.Security => child.LocalName is "BinarySecurityToken" or "SecurityTokenReference",
                _ => false,
            };
            if (!isKnown)
            {
                throw new UntrustedMessageException(
                    SecurityFault.UnsupportedSecurityToken, $"wsse:Security holds {Quoted.Of(child.LocalName)}");
            }
        }

        Assertion = Security is null ? null : SecurityHeaderTokens.Assertion(Security);
    }
}
