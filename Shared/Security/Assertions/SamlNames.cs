namespace XdsDmp.Security.Assertions;

/// <summary>Namespaces, formats and methods of SAML 2.0 (SAML 2.0 Core).</summary>
public static class SamlNames
{
    public const string Saml = "urn:oasis:names:tc:SAML:2.0:assertion";
    public const string Saml1 = "urn:oasis:names:tc:SAML:1.0:assertion";
    public const string Hl7 = "urn:hl7-org:v3";
    public const string Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    public const string Bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    public const string HolderOfKey = "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key";
    public const string SenderVouches = "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches";

    public const string X509SubjectName = "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName";
    public const string UriNameFormat = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";
}

/// <summary>Names of attributes that XUA gives a meaning to (ITI TF-2 §3.40.4.1.2).</summary>
public static class XuaAttributes
{
    public const string SubjectId = "urn:oasis:names:tc:xspa:1.0:subject:subject-id";
    public const string Organization = "urn:oasis:names:tc:xspa:1.0:subject:organization";
    public const string OrganizationId = "urn:oasis:names:tc:xspa:1.0:subject:organization-id";
    public const string HomeCommunityId = "urn:ihe:iti:xca:2010:homeCommunityId";
    public const string Npi = "urn:oasis:names:tc:xspa:1.0:subject:npi";
    public const string ProviderIdentifier = "urn:ihe:iti:xua:2017:subject:provider-identifier";
    public const string Role = "urn:oasis:names:tc:xacml:2.0:subject:role";
    public const string PurposeOfUse = "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse";
    public const string ResourceId = "urn:oasis:names:tc:xacml:2.0:resource:resource-id";
    public const string ConsentDocumentId = "urn:ihe:iti:bppc:2007:docid";
    public const string ConsentPolicy = "urn:ihe:iti:xua:2012:acp";
}
