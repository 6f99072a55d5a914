using System.Net;
using Microsoft.Extensions.Logging;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Sandbox;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Telemetry;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Systems;

namespace XdsDmp.CommandLine.Serving;

/// <summary>A data folder with its services running: from the lock on the folder to the list of endpoints.</summary>
internal sealed class Installation : IAsyncDisposable
{
    /// <summary>A stop has ten seconds in all; the rest is for the process to end.</summary>
    private static readonly TimeSpan MaxStop = TimeSpan.FromSeconds(9);

    private readonly IDisposable _lock;
    private readonly ILoggerFactory _logs;
    private readonly RunningServices _services;

    private Installation(UpSettings settings, IDisposable folderLock, ILoggerFactory logs, RunningServices services)
    {
        Settings = settings;
        _lock = folderLock;
        _logs = logs;
        _services = services;
    }

    public UpSettings Settings { get; }

    public DataFolder Folder => Settings.Folder;

    public Endpoints Endpoints { get; private set; } = new();

    private TelemetryExport? Telemetry { get; init; }

    /// <summary>What was made of certificates at this start.</summary>
    public IReadOnlyList<string> PkiNotes { get; private init; } = [];

    // 1. folder and lock  2. configuration, keys, identity  3. services  4. endpoints.json, when every port answers
    public static async Task<Installation> StartAsync(
        DataFolder folder, int? basePort, IReadOnlyDictionary<string, string?> arguments)
    {
        folder.Create();
        var folderLock = DataFolderLock.Take(folder);
        ILoggerFactory? logs = null;
        TelemetryExport? telemetry = null;
        try
        {
            // Left behind by a process that was killed: it leads nowhere.
            File.Delete(folder.Endpoints);
            var settings = new UpSettings(folder, arguments);
            settings.DefaultPaths();
            settings.DefaultPorts(basePort);
            var pki = EnsurePki(settings);
            var identity = EnsureIdentity(settings);
            var notes = EnsureSystems(settings, pki, identity);
            logs = Logs.Create(settings.Current);
            telemetry = TelemetryExport.Start(settings.Current, "xdsdmp");
            var services = await RunningServices.StartAsync(settings, logs);
            var installation = new Installation(settings, folderLock, logs, services)
            {
                PkiNotes = notes,
                Telemetry = telemetry,
            };
            installation.Publish(pki, identity);
            return installation;
        }
        catch
        {
            telemetry?.Dispose();
            logs?.Dispose();
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Takes the endpoints away first: nobody should come any more. Then the services finish what they are answering.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        File.Delete(Folder.Endpoints);
        try
        {
            await _services.DisposeAsync().AsTask().WaitAsync(MaxStop);
        }
        catch (TimeoutException)
        {
            Screen.Warn("not everything had ended in time; what is unfinished is settled at the next start");
        }

        Telemetry?.Dispose();
        _logs.Dispose();
        _lock.Dispose();
    }

    private static DevelopmentPkiFiles? EnsurePki(UpSettings settings)
    {
        if (settings.HasOwnCertificates)
        {
            return null;
        }

        var pki = DevelopmentPki.Ensure(settings.Folder.Pki, TimeProvider.System);
        if (settings.IsDmp)
        {
            var sandbox = new SandboxFolder(settings.Folder);
            settings.Users = SandboxKeys.Ensure(sandbox, pki);
            DevelopmentIssuers.Ensure(settings.Folder, sandbox.SignatureOf(SandboxProfessionals.Portal));
        }

        DevelopmentIssuers.Ensure(settings.Folder);
        settings.DefaultCertificates(pki);
        settings.DefaultProfile(pki);
        settings.DefaultPlainFeed();
        settings.DefaultRecipient();
        return pki;
    }

    private static NodeIdentity EnsureIdentity(UpSettings settings)
    {
        var identity = NodeIdentity.Ensure(
            settings.Folder, settings.Current["Repository:RepositoryUniqueId"],
            settings.Current["Registry:AssigningAuthorities:0"]);
        settings.Default("Repository:RepositoryUniqueId", identity.RepositoryUniqueId);
        settings.Default("Registry:AssigningAuthorities:0", identity.AssigningAuthority);
        return identity;
    }

    /// <summary>With development certificates there is a systems file from the first start on.</summary>
    private static IReadOnlyList<string> EnsureSystems(
        UpSettings settings, DevelopmentPkiFiles? pki, NodeIdentity identity)
    {
        if (pki is null)
        {
            if (string.IsNullOrEmpty(settings.Current["Security:Systems"]))
            {
                Screen.Warn(
                    "no systems file: every certificate that is trusted may do everything; name one with "
                    + "--Security:Systems");
            }

            return [];
        }

        settings.DefaultSystems();
        return DevelopmentSystems.Ensure(
            settings.Folder.Systems, pki, identity.RepositoryUniqueId, settings.Users)
            ? [.. pki.Notes, $"wrote which of them may do what: {settings.Folder.Systems}"]
            : pki.Notes;
    }

    private void Publish(DevelopmentPkiFiles? pki, NodeIdentity identity)
    {
        Endpoints = new Endpoints
        {
            Registry = _services.Registry.AbsoluteUri,
            Repository = _services.Repository.AbsoluteUri,
            Recipient = _services.Recipient?.AbsoluteUri,
            Update = _services.Registry.AbsoluteUri,
            Remove = _services.Registry.AbsoluteUri,
            RemoveDocuments = _services.Repository.AbsoluteUri,
            Patients = _services.DmpUrlOf("/patients")?.AbsoluteUri,
            Habilitations = _services.DmpUrlOf("/habilitations")?.AbsoluteUri,
            PatientSpecific = _services.DmpUrlOf("/PatientSpecific")?.AbsoluteUri,
            PatientCertif = _services.DmpUrlOf("/patientCertif")?.AbsoluteUri,
            MultiPatient = _services.Registry.AbsoluteUri,
            PatientIdentityFeedV3 = _services.Registry.AbsoluteUri,
            PatientIdentityFeedMllp = At(_services.MllpPort),
            SyslogTls = At(_services.SyslogPort),
            SyslogUdp = _services.SyslogUdpPort is { } udp ? $"{UdpHost}:{udp}" : null,
            SyslogTcp = At(_services.SyslogTcpPort),
            AuditFhir = _services.AuditFhir.AbsoluteUri,
            AuditWeb = _services.AuditWeb?.AbsoluteUri,
            AuditSoap = _services.AuditSoap.AbsoluteUri,
            RegistryHealth = _services.RegistryHealth?.AbsoluteUri,
            RepositoryHealth = _services.RepositoryHealth?.AbsoluteUri,
            AuditHealth = _services.AuditHealth?.AbsoluteUri,
            RepositoryUniqueId = identity.RepositoryUniqueId,
            AssigningAuthority = identity.AssigningAuthority,
            Ca = pki?.AuthorityCertificate,
            ClientCertificate = pki?.Practice.CertificatePath,
            ClientKey = pki?.Practice.KeyPath,
            AuditorCertificate = pki?.Auditor.CertificatePath,
            AuditorKey = pki?.Auditor.KeyPath,
            MessageSignature = Settings.Security.MessageSignature.ToString(),
            Vihf = Settings.Security.Vihf.ToString(),
            Pid = Environment.ProcessId,
        };
        Endpoints.Write(Folder.Endpoints);
    }

    /// <summary>
    /// An address: a name may have others as well, and nobody tells the sender of a datagram that it chose a wrong one.
    /// </summary>
    private string UdpHost => Settings.Current["Atna:Address"] is { } address && IPAddress.TryParse(address, out var ip)
        && !ip.Equals(IPAddress.Any) && !ip.Equals(IPAddress.IPv6Any) ? address : "127.0.0.1";

    private string? At(int? port) => port is null ? null : $"{_services.Registry.Host}:{port}";
}
