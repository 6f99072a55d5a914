using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Serving;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>One of the invented professionals as a client of the installation.</summary>
internal static class SandboxClient
{
    public static ClientSettings SettingsOf(
        Endpoints endpoints, SandboxFolder folder, SandboxProfessional professional)
    {
        var tls = folder.TlsOf(professional);
        return new ClientSettings
        {
            Registry = new Uri(endpoints.Registry!),
            Repository = new Uri(endpoints.Repository!),
            AuditReceiver = AuditReceiver.OfInstallation(folder.Data, endpoints.SyslogTls),
            Certificate = tls.CertificatePath,
            Key = tls.KeyPath!,
            Trust = endpoints.Ca!,
            SignsMessages = endpoints.MessageSignature == "Required",
            RepositoryUniqueId = endpoints.RepositoryUniqueId,
            AssigningAuthority = endpoints.AssigningAuthority,
        };
    }
}
