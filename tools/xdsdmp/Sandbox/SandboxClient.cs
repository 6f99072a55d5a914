using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>One of the invented professionals as a client of the installation.</summary>
internal static class SandboxClient
{
    private const string Patient = "patient";

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

    /// <summary>The settings, but as that user of the sandbox, with a new VIHF; as they are without one.</summary>
    /// <param name="settings">Where the services are.</param>
    /// <param name="data">Whose sandbox.</param>
    /// <param name="name">A name of <see cref="SandboxProfessionals"/>, or <c>patient</c>.</param>
    /// <param name="patient">Whom the VIHF is about.</param>
    public static ClientSettings As(ClientSettings settings, DataFolder data, string? name, PatientId patient)
    {
        if (name is null)
        {
            return settings;
        }

        var user = name == Patient
            ? SandboxProfessionals.PortalOf(patient)
            : SandboxProfessionals.Find(name) ?? throw CommandException.Usage(
                $"--as {name}: there is no such user",
                $"{Patient}, {string.Join(", ", SandboxProfessionals.All.Select(one => one.Key))}");
        var folder = new SandboxFolder(data);
        var tls = folder.TlsOf(user);
        return File.Exists(tls.CertificatePath)
            ? settings with
            {
                Certificate = tls.CertificatePath,
                Key = tls.KeyPath!,
                Assertion = SandboxVihf.Make(folder, user, patient),
            }
            : throw CommandException.Usage(
                $"there is no {tls.CertificatePath}", $"Start 'xdsdmp up --data {data.Root} --profile dmp --sample'.");
    }
}
