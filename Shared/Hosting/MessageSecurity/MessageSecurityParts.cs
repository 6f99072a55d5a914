using System.Security.Cryptography.X509Certificates;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Assertions.Issuers;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Messages;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Trust;
using XdsDmp.Soap;
using XdsDmp.Sql;

namespace XdsDmp.Hosting.MessageSecurity;

/// <summary>Makes what a node verifies and signs messages with, from its settings.</summary>
internal static class MessageSecurityParts
{
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static (MessageGate Gate, NodeMessages Messages) Of(
        SecureNode node, SecurityOptions options, Action<TrustAlarm> alarm)
    {
        var rules = RulesOf(options);
        var store = options.SignerFolder.Length > 0
            ? new TrustStore(options.SignerFolder, node.Clock, alarm)
            : node.Tls.Trust;
        var trust = new SignerTrust(store, new PeerRules(), node.Clock);
        var verifier = new MessageVerifier(trust, rules, OwnSignature.Document);
        var signer = new MessageSigner(
            SignerOf(node, options, alarm), rules.MaxLife / 2, node.Clock, OwnSignature.Document,
            options.SignWithPss);
        var replays = new ReplayGuard(new SeenMessages(node.Database, node.Writer));
        var assertions = new AssertionGate(
            options, AssertionsOf(options, node.Clock, alarm), caller => IsOurselves(node, caller));
        return (
            new MessageGate(options, verifier, assertions, replays, node.Clock),
            new NodeMessages(
                options.MessageSignature, new OwnSignature(signer, verifier, new SoapLimits().Xml, node.Clock)));
    }

    private static Func<X509Certificate2> SignerOf(
        SecureNode node, SecurityOptions options, Action<TrustAlarm> alarm)
    {
        if (options.SigningCertificate.Length == 0)
        {
            return () => node.Tls.Certificate;
        }

        var files = new NodeCertificateFiles(
            options.SigningCertificate, ConfigurationReader.Required(options.SigningKey, "Security:SigningKey"));
        var source = new NodeCertificateSource(files, node.Clock, alarm);
        return () => source.Current.Certificate;
    }

    /// <summary>
    /// Null when there is no file of issuers: then no assertion is believed, and none can be required.
    /// </summary>
    private static AssertionVerifier? AssertionsOf(
        SecurityOptions options, TimeProvider clock, Action<TrustAlarm> alarm)
    {
        if (options.AssertionIssuers.Length > 0)
        {
            try
            {
                return new AssertionVerifier(new AssertionIssuerFile(options.AssertionIssuers, clock, alarm), clock);
            }
            catch (TrustException wrong)
            {
                throw new ConfigurationException($"Security:AssertionIssuers: {wrong.Message}", wrong);
            }
        }

        return options.Vihf == Requirement.Required || options.Xua == Requirement.Required
            ? throw new ConfigurationException(
                "Security:AssertionIssuers is not set: nobody could give the assertion that is required")
            : null;
    }

    private static bool IsOurselves(SecureNode node, CallingSystem caller) =>
        caller.CertificateSha256.AsSpan().SequenceEqual(node.Tls.CertificateSha256);

    internal static MessageRules RulesOf(SecurityOptions options)
    {
        if (options.SignedParts.Except(MessageRules.AllParts).FirstOrDefault() is { } unknown)
        {
            throw new ConfigurationException(
                $"Security:SignedParts names {unknown}; known: {string.Join(", ", MessageRules.AllParts)}");
        }

        var standard = new MessageRules();
        var parts = options.SignedParts.Count > 0 ? options.SignedParts : standard.SignedParts;
        if (!parts.Contains("Body"))
        {
            throw new ConfigurationException("Security:SignedParts does not name Body");
        }

        return standard with
        {
            SignedParts = parts,
            Algorithms = new AlgorithmRules { AllowLegacy = options.LegacyAlgorithms },
            ClockSkew = Seconds(options.ClockSkewSeconds, "Security:ClockSkewSeconds", 0, 300),
            MaxLife = Seconds(options.MessageLifeSeconds, "Security:MessageLifeSeconds", 10, 86_400),
        };
    }

    private static TimeSpan Seconds(int value, string key, int least, int most) =>
        value >= least && value <= most
            ? TimeSpan.FromSeconds(value)
            : throw new ConfigurationException($"{key} is {value}; accepted: {least} to {most}");
}
