using System.Globalization;
using Microsoft.Extensions.Configuration;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Sandbox;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Systems;

namespace XdsDmp.CommandLine.Serving;

/// <summary>
/// The configuration of the three services, in rising order: what this program works out, <c>appsettings.json</c> in
/// the data folder, environment variables <c>XDSDMP_Section__Key</c>, the command line.
/// </summary>
internal sealed class UpSettings(DataFolder folder, IReadOnlyDictionary<string, string?> arguments)
{
    private readonly Dictionary<string, string?> _worked = [];

    public DataFolder Folder { get; } = folder;

    public IConfiguration Current { get; private set; } = Build(folder, [], arguments);

    public SecurityOptions Security => Current.Read<SecurityOptions>("Security");

    /// <summary>Adds what only this program knows; anybody's own setting still wins.</summary>
    public void Default(string key, string? value)
    {
        _worked[key] = value;
        Current = Build(Folder, _worked, arguments);
    }

    public void DefaultPaths()
    {
        Default("Registry:Database", Folder.RegistryDatabase);
        Default("Repository:Database", Folder.RepositoryDatabase);
        Default("Repository:ContentFolder", Folder.Content);
        Default("Atna:Database", Folder.AuditDatabase);
        Default("Logs:Folder", Folder.Logs);
        if (Sql.Database.IsServer(Current["Atna:Database"]!))
        {
            // What lies beside a database file elsewhere.
            Default("Atna:CheckpointKey", Folder.AuditKey);
            Default("Atna:AnchorFile", Folder.AuditAnchors);
        }
    }

    /// <summary>One port after another from <paramref name="basePort"/>; free ones without it.</summary>
    public void DefaultPorts(int? basePort)
    {
        string[] keys =
        [
            "Registry:Port", "Repository:Port", "Atna:Port", "Registry:MllpPort", "Atna:HttpPort", "Atna:UdpPort",
            "Atna:WebPort", "Health:RegistryPort", "Health:RepositoryPort", "Health:AtnaPort",
        ];
        for (var i = 0; i < keys.Length; i++)
        {
            Default(keys[i], (basePort is { } port ? port + i : 0).ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>
    /// Patients can be announced from this machine by tools that know no TLS: as much trust as the development
    /// certificates ask for.
    /// </summary>
    public void DefaultPlainFeed()
    {
        if (!Current.GetSection("Registry:MllpPlainFrom").GetChildren().Any())
        {
            Default("Registry:MllpPlainFrom:0", "127.0.0.1");
            Default("Registry:MllpPlainFrom:1", "::1");
        }
    }

    /// <summary>With development certificates there is a Document Recipient to try; a DMP has none.</summary>
    public void DefaultRecipient()
    {
        if (!IsDmp)
        {
            Default("Repository:Recipient:Enabled", "true");
        }
    }

    public void DefaultCertificates(DevelopmentPkiFiles pki)
    {
        Default("Security:Certificate", pki.Node.CertificatePath);
        Default("Security:Key", pki.Node.KeyPath);
        Default("Security:TrustFolder", pki.TrustFolder);
        Default("Security:AssertionIssuers", Folder.AssertionIssuers);
    }

    /// <summary>
    /// What the DMP asks for and the profile of IHE does not: a VIHF, signed sets, patients known by their INS. With
    /// development certificates the INS are those of the test authority.
    /// </summary>
    public void DefaultProfile(DevelopmentPkiFiles pki)
    {
        if (!IsDmp)
        {
            return;
        }

        Default("Security:Vihf", nameof(Requirement.Required));
        Default("Repository:SubmissionSignature", "Require");
        Default("Repository:DocumentSigners", pki.AssertionTrustFolder);
        Default("Dmp:Portals:0", DevelopmentIssuers.Portal);
        string[] authorities = [SandboxPatient.InsAuthority, SandboxPatient.InsCAuthority];
        for (var i = 0; i < authorities.Length; i++)
        {
            Default($"Registry:AssigningAuthorities:{i}", authorities[i]);
            Default($"Dmp:InsAuthorities:{i}", authorities[i]);
        }
    }

    /// <summary>Who works with the DMP of this installation; nobody with the profile of IHE.</summary>
    public IReadOnlyList<DevelopmentUser> Users { get; set; } = [];

    public bool IsDmp => ProfileSetting.Of(Current) == Hosting.Configuration.Profile.Dmp;

    /// <summary>The file of the data folder, unless another one is named.</summary>
    public void DefaultSystems() => Default("Security:Systems", Folder.Systems);

    /// <summary>True when certificate and trust come from elsewhere, so that no development keys are wanted.</summary>
    public bool HasOwnCertificates => !string.IsNullOrEmpty(Current["Security:Certificate"])
        && !string.IsNullOrEmpty(Current["Security:TrustFolder"]);

    private static IConfigurationRoot Build(
        DataFolder folder, Dictionary<string, string?> worked, IReadOnlyDictionary<string, string?> arguments)
    {
        try
        {
            return new ConfigurationBuilder()
                .AddInMemoryCollection(worked)
                .AddJsonFile(folder.Settings, optional: true)
                .AddEnvironmentVariables("XDSDMP_")
                .AddInMemoryCollection(arguments)
                .Build();
        }
        catch (InvalidDataException wrong)
        {
            throw CommandException.Usage(
                $"{folder.Settings}: {wrong.InnerException?.Message ?? wrong.Message}", cause: wrong);
        }
    }
}
