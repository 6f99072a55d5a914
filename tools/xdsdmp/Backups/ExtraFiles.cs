using XdsDmp.CommandLine.Serving;

namespace XdsDmp.CommandLine.Backups;

/// <summary>
/// What belongs to an installation beside its databases and documents. Identity and public keys are in every backup,
/// settings and private keys when they are asked for; the master key of the documents never is.
/// </summary>
internal sealed class ExtraFiles(BackupPlace place, bool withConfiguration)
{
    private const string InData = "data/";
    private const string OfAudit = "audit/";
    private const string OfServices = "configuration/";
    private static readonly string[] PublicEndings = ["-checkpoint.pub", "-checkpoints.txt"];
    private const string KeyEnding = "-checkpoint.key";

    /// <summary>Each with the name that it has in a backup.</summary>
    public IEnumerable<(string Source, string Name)> All()
    {
        var all = OfAuditRepository().Concat(place.Folder is { } folder ? OfFolder(folder) : OfConfigurationFiles());
        return all.Where(file => File.Exists(file.Source) && !IsMasterKey(file.Source));
    }

    /// <summary>Where such a file goes when it is restored; null: nowhere by itself.</summary>
    public string? TargetOf(string name) => name switch
    {
        _ when name.StartsWith(InData, StringComparison.Ordinal) && place.Folder is { } folder =>
            Within(folder.Root, name[InData.Length..]),
        _ when name.StartsWith(OfAudit, StringComparison.Ordinal) && place.Audit is { } audit =>
            PublicEndings.Append(KeyEnding).FirstOrDefault(ending => OfAudit + ending[1..] == name) is { } known
                ? Beside(audit.File, known)
                : null,
        _ => null,
    };

    /// <summary>What a restored installation needs as well, and whence it must come.</summary>
    public IEnumerable<string> LeftOut()
    {
        if (place.Settings["Repository:MasterKeyFile"] is { Length: > 0 } file)
        {
            yield return $"the master keys of the documents: {file}";
        }

        if (place.Settings.GetSection("Repository:MasterKeyCommand").GetChildren().Any())
        {
            yield return "the master keys of the documents: what Repository:MasterKeyCommand gives";
        }

        string[] settings =
            ["Security:Certificate", "Security:Key", "Security:TrustFolder", "Security:Systems",
                "Security:AssertionIssuers", "Repository:DocumentSigners", "Repository:S3:CredentialsFile",
                "Repository:S3:TrustFolder"];
        foreach (var key in settings.Where(key => IsElsewhere(place.Settings[key])))
        {
            yield return $"{key}: {place.Settings[key]}";
        }

        if (!withConfiguration && place.Audit is not null)
        {
            yield return "the private key of the audit checkpoints: without it the services make a new one";
        }

        if (!withConfiguration)
        {
            yield return "settings, certificates and their keys (--with-configuration)";
        }
    }

    private static string Beside(string database, string ending) => Path.Combine(
        Path.GetDirectoryName(database)!, Path.GetFileNameWithoutExtension(database) + ending);

    /// <summary>A name that leads out of the folder is none that was written here.</summary>
    private static string? Within(string root, string relative)
    {
        var path = Path.GetFullPath(relative, root);
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : null;
    }

    /// <summary>Not one of the files that come along with the configuration.</summary>
    private bool IsElsewhere(string? path) => !string.IsNullOrEmpty(path)
        && !(place.Folder is { } folder && IsConfigurationOf(folder, Path.GetFullPath(path)));

    private static bool IsConfigurationOf(DataFolder folder, string path) =>
        ConfigurationOf(folder).Contains(path)
        || path.StartsWith(folder.Pki + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private bool IsMasterKey(string file) => place.Settings["Repository:MasterKeyFile"] is { Length: > 0 } key
        && Path.GetFullPath(key) == Path.GetFullPath(file);

    private IEnumerable<(string Source, string Name)> OfAuditRepository()
    {
        if (place.Audit is not { } audit)
        {
            yield break;
        }

        foreach (var ending in withConfiguration ? PublicEndings.Append(KeyEnding) : PublicEndings)
        {
            yield return (Beside(audit.File, ending), OfAudit + ending[1..]);
        }
    }

    private IEnumerable<(string Source, string Name)> OfFolder(DataFolder folder)
    {
        var files = new List<string> { folder.Identity };
        if (withConfiguration)
        {
            files.AddRange(ConfigurationOf(folder));
            files.AddRange(Directory.Exists(folder.Pki)
                ? Directory.EnumerateFiles(folder.Pki, "*", SearchOption.AllDirectories)
                : []);
        }

        return files.Select(file => (file, InData + Path.GetRelativePath(folder.Root, file).Replace('\\', '/')));
    }

    private static string[] ConfigurationOf(DataFolder folder) =>
        [folder.Settings, folder.Systems, folder.AssertionIssuers];

    private IEnumerable<(string Source, string Name)> OfConfigurationFiles() => withConfiguration
        ? place.ConfigurationFiles.Select((file, i) => (file, $"{OfServices}{i + 1}/{Path.GetFileName(file)}"))
        : [];
}
