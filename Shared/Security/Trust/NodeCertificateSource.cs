using System.Security.Cryptography;
using XdsDmp.Security.Certificates;

namespace XdsDmp.Security.Trust;

/// <summary>
/// The node's own certificate, taken up again when its files change: new connections get the new one, with no restart.
/// While the files do not fit together the last good one serves on.
/// </summary>
public sealed class NodeCertificateSource
{
    private readonly Reloading<NodeCertificate> _certificate;

    /// <exception cref="TrustException">At start-up the files must be good.</exception>
    public NodeCertificateSource(NodeCertificateFiles files, TimeProvider clock, Action<TrustAlarm> alarm)
    {
        string keyPath = files.KeyPath ?? files.CertificatePath;
        _certificate = new Reloading<NodeCertificate>(
            () => FileFingerprint.Of([files.CertificatePath, keyPath]),
            () => Load(files, keyPath, clock, alarm),
            trouble => alarm(new TrustAlarm(
                clock.GetUtcNow(), TrustAlarmKind.OwnCertificateUnusable, trouble.Path,
                trouble.Message + " The certificate that served before still serves.")),
            clock);
    }

    /// <summary>What serves now. Cheap: ask for every connection.</summary>
    public NodeCertificate Current => _certificate.Current;

    /// <summary>Why what serves is not what the files say; null when it is.</summary>
    public string? Trouble => _certificate.Trouble;

    private static NodeCertificate Load(
        NodeCertificateFiles files, string keyPath, TimeProvider clock, Action<TrustAlarm> alarm)
    {
        try
        {
            NodeCertificate certificate = NodeCertificate.Load(files);
            if (KeyFiles.ExposureOf(keyPath) is { } exposure)
            {
                alarm(new TrustAlarm(clock.GetUtcNow(), TrustAlarmKind.KeyFileExposed, keyPath, exposure));
            }

            return certificate;
        }
        catch (Exception bad) when (bad is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new TrustException(files.CertificatePath, $"No usable certificate with its key: {bad.Message}", bad);
        }
    }
}
