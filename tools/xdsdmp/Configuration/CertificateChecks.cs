using System.Security.Cryptography;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.CommandLine.Configuration;

/// <summary>The node's own certificate with its key, and whether its own trust folder would accept it.</summary>
internal static class CertificateChecks
{
    private const string Certificate = "Security:Certificate";
    private const string Folder = "Security:TrustFolder";

    public static void Run(CheckedSettings settings)
    {
        if (settings.Section<SecurityOptions>("Security") is not { } security)
        {
            return;
        }

        var own = Load(settings, security);
        var trust = Trust(settings, security);
        if (own is not null)
        {
            CheckTime(settings, own);
            CheckName(settings, own);
        }

        if (own is not null && trust is not null)
        {
            CheckTrust(settings, security, trust);
        }
    }

    private static NodeCertificate? Load(CheckedSettings settings, SecurityOptions security)
    {
        foreach (var (key, path) in new[] { (Certificate, security.Certificate), ("Security:Key", security.Key) })
        {
            if (path.Length == 0 || !File.Exists(path))
            {
                settings.Error(
                    key, path.Length == 0 ? "is not set" : $"there is no file {path}",
                    "a PEM file; 'xdsdmp certificates' makes some for tests");
                return null;
            }
        }

        try
        {
            return NodeCertificate.Load(security.Certificate, security.Key);
        }
        catch (Exception bad) when (bad is CryptographicException or IOException or UnauthorizedAccessException)
        {
            settings.Error(
                Certificate, bad.Message, "the certificate and its own key, both PEM, readable by the service");
            return null;
        }
    }

    private static TrustStore? Trust(CheckedSettings settings, SecurityOptions security)
    {
        if (security.TrustFolder.Length == 0)
        {
            settings.Error(Folder, "is not set", "a folder with the certificates of authorities that are trusted");
            return null;
        }

        try
        {
            return new TrustStore(security.TrustFolder, TimeProvider.System, alarm =>
                settings.Warn(Folder, alarm.Text, "put a current revocation list beside the certificates"));
        }
        catch (TrustException bad)
        {
            settings.Error(Folder, $"{bad.Path}: {bad.Message}", "remove or replace that file");
            return null;
        }
    }

    private static void CheckTime(CheckedSettings settings, NodeCertificate own)
    {
        var days = settings.Section<HealthOptions>("Health")?.CertificateWarningDays ?? 30;
        var now = TimeProvider.System.GetUtcNow();
        if (own.NotAfter <= now)
        {
            settings.Error(Certificate, $"expired on {own.NotAfter:yyyy-MM-dd}", "renew it: peers refuse it");
        }
        else if (own.NotAfter <= now.AddDays(days))
        {
            settings.Warn(Certificate, $"ends on {own.NotAfter:yyyy-MM-dd}", "renew it in time");
        }
    }

    private static void CheckName(CheckedSettings settings, NodeCertificate own)
    {
        foreach (var service in settings.Services)
        {
            var host = settings[$"{service}:PublicHost"] ?? "localhost";
            if (!own.Certificate.MatchesHostname(host, allowWildcards: true, allowCommonName: false))
            {
                settings.Warn(
                    $"{service}:PublicHost", $"the node's certificate does not bear the name {host}",
                    "peers that check names refuse it: use a name that it bears, or another certificate");
            }
        }
    }

    /// <summary>The services call each other with this certificate, so that they must trust it themselves.</summary>
    private static void CheckTrust(CheckedSettings settings, SecurityOptions security, TrustStore trust)
    {
        var clock = TimeProvider.System;
        var source = new NodeCertificateSource(
            new NodeCertificateFiles(security.Certificate, security.Key), clock, _ => { });
        var policy = new TlsPolicy(source, trust, new TlsPolicyOptions(), clock, _ => { });
        foreach (var usage in new[] { PeerUsage.Server, PeerUsage.Client })
        {
            var own = source.Current;
            if (policy.Peers.Recheck(own.Certificate, usage, own.Intermediates) is PeerVerdict.Refused refused)
            {
                settings.Error(
                    Certificate, $"the own trust folder refuses it as a {usage}: {refused.Text}".ToLowerFirst(),
                    $"put its authority into {security.TrustFolder}, or use a certificate for both roles");
            }
        }
    }

    private static string ToLowerFirst(this string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
