namespace XdsDmp.Security.Documents;

/// <summary>
/// Names of XAdES. Four versions of the namespace are about; their signed properties bear the same names in all.
/// </summary>
internal static class XadesNames
{
    public const string Version111 = "http://uri.etsi.org/01903/v1.1.1#";
    public const string Version132 = "http://uri.etsi.org/01903/v1.3.2#";

    /// <summary>
    /// The type of a reference to signed properties since version 1.2.2; older ones carry their version.
    /// </summary>
    public const string SignedPropertiesType = "http://uri.etsi.org/01903#SignedProperties";

    public static bool IsXades(string namespaceUri) =>
        namespaceUri is Version132 or "http://uri.etsi.org/01903/v1.2.2#" or Version111
            or "http://uri.etsi.org/01903/v1.4.1#";
}
