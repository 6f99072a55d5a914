using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;

namespace XdsDmp.Security.Trust;

/// <summary>How chains are built: from the trust folder only, never from the machine or the network.</summary>
internal static class ChainPolicies
{
    public static X509ChainPolicy For(TrustSnapshot trust, PeerUsage usage, DateTimeOffset now)
    {
        X509ChainPolicy policy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationFlags = X509VerificationFlags.NoFlag,
            DisableCertificateDownloads = true,
            VerificationTime = now.LocalDateTime,
            VerificationTimeIgnored = false,
        };
        if (CertificateExtensions.UsageOf(usage) is { } wanted)
        {
            policy.ApplicationPolicy.Add(new Oid(wanted));
        }

        foreach (X509Certificate2 authority in trust.Authorities)
        {
            policy.CustomTrustStore.Add(authority);
        }

        return policy;
    }

    /// <summary>
    /// For a chain that somebody else insists on building: nobody is trusted, so that no signature is looked at.
    /// </summary>
    public static X509ChainPolicy OfNobody() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };
}
