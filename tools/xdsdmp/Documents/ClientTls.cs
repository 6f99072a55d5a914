using System.Security.Cryptography.X509Certificates;
using XdsDmp.CommandLine.Output;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.CommandLine.Documents;

/// <summary>The client's side of mutual TLS: its certificate, and whom it trusts.</summary>
internal sealed class ClientTls : IDisposable
{
    private readonly NodeCertificateSource _own;
    private readonly DirectoryInfo? _copies;

    public ClientTls(ClientSettings settings)
    {
        // A trust store is a folder, since whom one trusts changes while a service runs; a single file gets one of its
        // own.
        _copies = Directory.Exists(settings.Trust) ? null : Directory.CreateTempSubdirectory("xdsdmp-trust-");
        try
        {
            CopyTo(_copies, settings.Trust);
            _own = new NodeCertificateSource(
                new NodeCertificateFiles(settings.Certificate, settings.Key), TimeProvider.System, Tell);
            Trust = new TrustStore(_copies?.FullName ?? settings.Trust, TimeProvider.System, Tell);
            Policy = new TlsPolicy(_own, Trust, new TlsPolicyOptions(), TimeProvider.System, Tell);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public TlsPolicy Policy { get; }

    public TrustStore Trust { get; }

    public X509Certificate2 Certificate => _own.Current.Certificate;

    public void Dispose() => _copies?.Delete(recursive: true);

    private static void CopyTo(DirectoryInfo? folder, string file)
    {
        if (folder is null)
        {
            return;
        }

        if (!File.Exists(file))
        {
            throw CommandException.Usage($"--ca {file}: there is no such file or folder");
        }

        File.Copy(file, Path.Combine(folder.FullName, "ca.pem"));
    }

    private static void Tell(TrustAlarm alarm) => Screen.Warn(alarm.Text);

    private static void Tell(RefusedPeer peer) => Screen.Warn($"the server was not accepted: {peer.Text}");
}
