namespace XdsDmp.Soap;

/// <summary>The media types of SOAP messages (SOAP 1.2 part 2 appendix A, SOAP 1.1 §6, XOP §5).</summary>
internal static class MediaTypes
{
    public const string Soap12 = "application/soap+xml";
    public const string Soap11 = "text/xml";
    public const string Xop = "application/xop+xml";
    public const string Related = "multipart/related";
}
