namespace XdsDmp.Soap;

/// <summary>The two SOAP versions in use; IHE asks for 1.2 (ITI TF-2 Appendix V), older peers speak 1.1.</summary>
public enum SoapVersion
{
    Soap11,
    Soap12,
}
