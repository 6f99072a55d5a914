using System.Xml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>
/// Somebody may not do what he wants with a DMP: a fault with the DMP's own code, unless the transaction has a better
/// form for it.
/// </summary>
internal sealed class DmpRefusedException(Refusal refusal, Language language) : SoapFaultException(
    new FaultDescription(FaultCode.Sender, refusal.Explanation.ToString(language))
    {
        // Its namespace is not published; samples show the bare name.
        Subcode = new XmlQualifiedName(AccessDenied),
        Language = language.Tag(),
    })
{
    public const string AccessDenied = "DMPAccessDeniedByRightsService";

    public Refusal Refusal => refusal;
}
