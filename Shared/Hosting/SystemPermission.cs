using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using XdsDmp.Security.Messages;
using XdsDmp.Security.Systems;
using XdsDmp.Security.Trust;
using XdsDmp.Soap;

namespace XdsDmp.Hosting;

/// <summary>
/// Certificate → system → allowed transactions (ITI TF-1 §9: that a certificate is trusted does not say what its owner
/// may do). Asked after it is known who calls what, and before anything is done. Who is refused learns that, and no
/// more; log and audit trail have the reason.
/// </summary>
public sealed class SystemPermission(SystemRegister register, PeerVerifier peers, SecurityAlerts alerts)
{
    private static readonly XmlQualifiedName FailedAuthentication = new("FailedAuthentication", WssNames.Security);

    /// <summary>Who calls, as the systems file and the trust folder say now, not when the connection began.</summary>
    public CallingSystem CallerOf(X509Certificate2 certificate, IPAddress? address)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var caller = new CallingSystem(
            certificate.GetCertHash(HashAlgorithmName.SHA256), certificate.Subject, address ?? IPAddress.None)
        {
            Certificate = certificate,
        };
        if (peers.Recheck(certificate, PeerUsage.Client) is PeerVerdict.Refused lost)
        {
            return caller with { WhyUnknown = $"no longer trusted: {lost.Text}", HasLostTrust = true };
        }

        return register.Current.Find(certificate) switch
        {
            SystemMatch.Known known => caller with { System = known.System },
            SystemMatch.Ambiguous several => caller with
            {
                WhyUnknown = $"the certificate is that of several systems: {string.Join(", ", several.Names)}",
            },
            _ => caller with { WhyUnknown = "the certificate is that of no system in the systems file" },
        };
    }

    /// <summary>Who calls; one whose certificate is not trusted any more is to connect again, and will not.</summary>
    public CallingSystem CallerOf(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var caller = CallerOf(http.Connection.ClientCertificate!, http.Connection.RemoteIpAddress);
        if (caller.HasLostTrust)
        {
            http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        return caller;
    }

    /// <summary>The same system as when its request was accepted; it may have fewer rights by now.</summary>
    internal CallingSystem Again(CallingSystem caller, string name) => register.Current.Named(name) is { } system
        ? caller with { System = system }
        : caller with { WhyUnknown = $"there is no system '{name}' in the systems file any more" };

    /// <summary>Whether it may; that it may not is logged and audited here.</summary>
    public bool Allows(CallingSystem caller, string transaction)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (caller.System is not { } system)
        {
            alerts.TellRefused(caller.ToPeer(), $"{transaction} refused: {caller.WhyUnknown}");
            return false;
        }

        if (system.May(transaction))
        {
            return true;
        }

        alerts.TellForbidden(
            caller.ToPeer(), $"{transaction} refused: the system '{system.Name}' may not do it");
        return false;
    }

    /// <exception cref="SoapFaultException">It may not.</exception>
    internal void Demand(CallingSystem caller, SoapOperation operation)
    {
        if (operation.Permission is { } transaction && !Allows(caller, transaction))
        {
            throw Refusal(operation.Id.Number);
        }
    }

    /// <summary>The fault for a caller that may not.</summary>
    public static SoapFaultException Refusal(string transaction) =>
        new(FaultCode.Sender, RefusalOf(transaction), FailedAuthentication);

    /// <summary>All that a refused caller is told.</summary>
    public static string RefusalOf(string transaction) => $"this system is not allowed {transaction} here";
}
