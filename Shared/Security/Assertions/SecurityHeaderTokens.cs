using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Assertions;

/// <summary>The assertion of a wsse:Security header: one, or none.</summary>
public static class SecurityHeaderTokens
{
    /// <param name="security">The header that is for us, found by its position in the envelope.</param>
    /// <returns>Null when it holds no assertion.</returns>
    /// <exception cref="UntrustedMessageException">There are two, or one of a kind that we do not read.</exception>
    public static ElementNode? Assertion(ElementNode security)
    {
        var assertions = security.Elements.Where(IsToken).Take(2).ToList();
        return assertions switch
        {
            [] => null,
            [var one] when one.Is(SamlNames.Saml, "Assertion") => one,
            [var one] => throw new UntrustedMessageException(
                SecurityFault.UnsupportedSecurityToken, $"the token is an {one.LocalName} of {one.NamespaceUri}"),
            _ => throw new UntrustedMessageException(
                SecurityFault.InvalidSecurity, "the security header holds two assertions"),
        };
    }

    private static bool IsToken(ElementNode element) =>
        element.Is(SamlNames.Saml, "Assertion") || element.Is(SamlNames.Saml, "EncryptedAssertion")
        || element.Is(SamlNames.Saml1, "Assertion");
}
