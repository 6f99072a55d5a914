namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>
/// Namespaces of the XDS.b messages. Prefixes are free when reading; we write the ones the profile's texts use.
/// </summary>
public static class MessageNamespaces
{
    public const string Lcm = "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0";
    public const string Query = "urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0";
    public const string Rim = RimNames.Namespace;
    public const string Rmd = "urn:ihe:iti:rmd:2017";
    public const string Rs = "urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0";
    public const string Xds = "urn:ihe:iti:xds-b:2007";
    public const string Xop = "http://www.w3.org/2004/08/xop/include";
}
