using Microsoft.Extensions.Configuration;
using XdsDmp.Security.Files;
using XdsDmp.Sql;

namespace XdsDmp.Hosting;

/// <summary>
/// Which of the files that the settings name other users of this machine can read, or change where trust depends on
/// them. What we make ourselves is private; what an operator brings, or restored from a backup, may not be.
/// </summary>
public static class ExposedFiles
{
    private static readonly string[] Databases = ["Registry:Database", "Repository:Database", "Atna:Database"];

    private static readonly string[] Folders = ["Repository:ContentFolder", "Atna:ArchiveFolder"];

    private static readonly string[] Keys =
        ["Security:Key", "Security:SigningKey", "Atna:CheckpointKey", "Repository:S3:CredentialsFile"];

    private static readonly string[] Trusted =
    [
        "Security:TrustFolder", "Security:Systems", "Security:SignerFolder", "Security:AssertionIssuers",
        "Repository:DocumentSigners", "Repository:S3:TrustFolder",
    ];

    /// <summary>A sentence for each; empty when all is well.</summary>
    /// <param name="configuration">Names the files.</param>
    /// <param name="sections">Whose settings are looked at; none: all.</param>
    public static IReadOnlyList<string> Warnings(
        IConfiguration configuration, params IReadOnlyList<string> sections)
    {
        return
        [
            .. Paths(Databases).Where(path => !Database.IsServer(path))
                .SelectMany(file => new[] { file, file + "-wal", file + "-shm" })
                .Concat(Paths(Folders)).Concat(Paths(Keys).SelectMany(WithNeighbours)).Distinct()
                .Select(FileExposure.OfSecret).OfType<string>(),
            .. Paths(Trusted).Select(FileExposure.OfTrusted).OfType<string>(),
        ];

        IEnumerable<string> Paths(string[] keys) => keys
            .Where(key => sections.Count == 0
                || sections.Contains(key[..key.IndexOf(':')], StringComparer.OrdinalIgnoreCase))
            .Select(key => configuration[key]).Where(path => !string.IsNullOrEmpty(path))
            .Select(path => Database.IsServer(path!) ? path! : Path.GetFullPath(path!));
    }

    /// <summary>Where one key lies there are often others: those of the development certificates.</summary>
    private static IEnumerable<string> WithNeighbours(string key)
    {
        var folder = Path.GetDirectoryName(key)!;
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.key").Append(key) : [key];
    }
}
