namespace XdsDmp.Soap;

/// <summary>How a message travels. An answer takes the form of its question (ITI TF-2 Appendix V.3.6).</summary>
/// <param name="Version">SOAP version of the envelope.</param>
/// <param name="IsMtom">True for a multipart MTOM/XOP package, false for a bare envelope.</param>
public sealed record SoapForm(SoapVersion Version, bool IsMtom)
{
    /// <summary>What a question whose own form could not be read is answered in.</summary>
    public static SoapForm Default { get; } = new(SoapVersion.Soap12, false);

    /// <summary>The media type of a bare envelope of this version, also the <c>start-info</c> of a package.</summary>
    public string EnvelopeMediaType => Version == SoapVersion.Soap12 ? MediaTypes.Soap12 : MediaTypes.Soap11;

    public override string ToString() =>
        $"{(IsMtom ? "MTOM" : "simple")} SOAP {(Version == SoapVersion.Soap12 ? "1.2" : "1.1")}";
}
