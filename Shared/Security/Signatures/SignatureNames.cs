namespace XdsDmp.Security.Signatures;

/// <summary>Namespaces of signatures.</summary>
public static class SignatureNames
{
    public const string Ds = "http://www.w3.org/2000/09/xmldsig#";
    public const string ExclusiveC14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
    public const string Enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    public const string Base64 = "http://www.w3.org/2000/09/xmldsig#base64";
    public const string Manifest = "http://www.w3.org/2000/09/xmldsig#Manifest";
}
