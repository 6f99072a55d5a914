using System.Xml;
using XdsDmp.Security.Messages;
using XdsDmp.Security.Signatures;
using XdsDmp.Soap;

namespace XdsDmp.Hosting.MessageSecurity;

/// <summary>
/// What a caller is told whose message is not trusted: the fault of WS-Security in its own words (WSS 1.1 §12), and
/// nothing of the step that failed.
/// </summary>
internal static class SecurityFaults
{
    public static SoapFaultException Of(UntrustedMessageException untrusted) => new(
        new FaultDescription(FaultCode.Sender, Reason(untrusted.Kind))
        {
            Subcode = Subcode(untrusted),
            SubSubcode = Below(untrusted),
        },
        untrusted);

    private static XmlQualifiedName Subcode(UntrustedMessageException untrusted) => new(
        untrusted.Kind.ToString(),
        untrusted.Kind == SecurityFault.MessageExpired ? WssNames.Utility : WssNames.Security);

    // Its namespace is not published; the French samples show the bare name below the code of WS-Security.
    private static XmlQualifiedName? Below(UntrustedMessageException untrusted) =>
        untrusted.Subcode is { } national ? new XmlQualifiedName(national) : null;

    private static string Reason(SecurityFault kind) => kind switch
    {
        SecurityFault.UnsupportedSecurityToken => "An unsupported token was provided",
        SecurityFault.UnsupportedAlgorithm => "An unsupported signature or encryption algorithm was used",
        SecurityFault.InvalidSecurity => "An error was discovered processing the wsse:Security header",
        SecurityFault.InvalidSecurityToken => "An invalid security token was provided",
        SecurityFault.FailedAuthentication => "The security token could not be authenticated or authorized",
        SecurityFault.FailedCheck => "The signature or decryption was invalid",
        SecurityFault.SecurityTokenUnavailable => "Referenced security token could not be retrieved",
        _ => "The message has expired",
    };
}
