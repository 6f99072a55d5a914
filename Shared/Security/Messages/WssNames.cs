namespace XdsDmp.Security.Messages;

/// <summary>Namespaces and values of WS-Security (OASIS WSS 1.0 and 1.1, X.509 and SAML token profiles).</summary>
public static class WssNames
{
    public const string Security =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    public const string Security11 = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd";

    public const string Utility =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    public const string Addressing = "http://www.w3.org/2005/08/addressing";

    public const string Xop = "http://www.w3.org/2004/08/xop/include";

    public const string X509Token = X509Profile + "#X509v3";

    public const string PkiPathToken = X509Profile + "#X509PKIPathv1";

    public const string SubjectKeyIdentifier = X509Profile + "#X509SubjectKeyIdentifier";

    public const string ThumbprintSha1 =
        "http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#ThumbprintSHA1";

    public const string Base64 =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";

    public const string SamlId = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLID";

    private const string X509Profile =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0";
}
