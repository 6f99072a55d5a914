using XdsDmp.CommandLine.Output;
using XdsDmp.Security.Certificates;

namespace XdsDmp.CommandLine.Serving;

/// <summary>Where one installation keeps everything: databases, documents, keys, logs.</summary>
internal sealed class DataFolder
{
    public const string Variable = "XDSDMP_DATA";

    private DataFolder(string path) => Root = path;

    public string Root { get; }

    /// <summary>Where the running services are; absent while they are not running.</summary>
    public string Endpoints => At("endpoints.json");

    /// <summary>Held by the <c>up</c> that runs.</summary>
    public string Lock => At("up.lock");

    /// <summary>Identifiers that never change once documents bear them.</summary>
    public string Identity => At("identity.json");

    public string Settings => At("appsettings.json");

    public string Pki => At("pki");

    /// <summary>Which system may do what.</summary>
    public string Systems => At("systems.json");

    /// <summary>Whose assertions the services accept.</summary>
    public string AssertionIssuers => At("assertion-issuers.json");

    public string Logs => At("logs");

    public string RegistryDatabase => At("registry.db");

    public string RepositoryDatabase => At("repository.db");

    public string Content => At("content");

    /// <summary>What clients of this installation have still to tell its audit repository.</summary>
    public string ClientOutbox => At("client.db");

    public string AuditDatabase => At("atna.db");

    /// <summary>The key of its checkpoints.</summary>
    public string AuditKey => At("atna-checkpoint.key");

    public string AuditAnchors => At("atna-checkpoints.txt");

    /// <param name="path">As given; null for <c>XDSDMP_DATA</c>, else <c>./data</c>.</param>
    public static DataFolder Of(string? path)
    {
        var chosen = path ?? Environment.GetEnvironmentVariable(Variable);
        return new DataFolder(Path.GetFullPath(string.IsNullOrEmpty(chosen) ? "data" : chosen));
    }

    /// <summary>Makes the folder for its owner only. One that others can enter is left as it is, and told.</summary>
    public void Create()
    {
        if (File.Exists(Root))
        {
            throw CommandException.Usage($"{Root} is a file; --data takes a folder");
        }

        KeyFiles.CreateFolder(Root);
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Root) & Others) != 0)
        {
            Screen.Warn($"other users can look into {Root}; 'chmod 700' would keep documents and keys to yourself");
        }
    }

    private string At(string name) => Path.Combine(Root, name);
}
