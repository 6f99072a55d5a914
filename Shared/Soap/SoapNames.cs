namespace XdsDmp.Soap;

/// <summary>Namespaces and role URIs of SOAP 1.1, SOAP 1.2, XOP and WS-Security.</summary>
internal static class SoapNames
{
    public const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";
    public const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string Xop = "http://www.w3.org/2004/08/xop/include";
    public const string Security =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    public const string SecurityUtility =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    public const string Next12 = Soap12 + "/role/next";
    public const string UltimateReceiver = Soap12 + "/role/ultimateReceiver";
    public const string Next11 = "http://schemas.xmlsoap.org/soap/actor/next";

    public static string Envelope(SoapVersion version) => version == SoapVersion.Soap12 ? Soap12 : Soap11;
}
