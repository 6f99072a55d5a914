using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using XdsDmp.CommandLine.Output;
using XdsDmp.Security.Files;

namespace XdsDmp.CommandLine.Backups;

/// <summary>What a backup holds and what it does not. Written last: a backup without it is none.</summary>
internal sealed record BackupManifest
{
    /// <summary>The form of backups that this program writes and reads; older forms are read, too.</summary>
    public const int CurrentFormat = 1;

    private const string FileName = "manifest.json";

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The program that wrote it.</summary>
    public string Program { get; init; } = "";

    /// <summary>Everything that was confirmed until then is in it.</summary>
    public DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset EndedAt { get; init; }

    /// <summary>OID of the repository; null: there is none in it.</summary>
    public string? RepositoryUniqueId { get; init; }

    /// <summary>In the order in which they were copied.</summary>
    public IReadOnlyList<BackedUpDatabase> Databases { get; init; } = [];

    /// <summary>Null: there is no repository in it.</summary>
    public BackedUpContent? Content { get; init; }

    /// <summary>The end of the audit chain, <c>sequence:hash</c>; null: there are no records in it.</summary>
    public string? AuditHead { get; init; }

    /// <summary>Beside the databases: identity, public keys, and what <c>--with-configuration</c> asked for.</summary>
    public IReadOnlyList<BackedUpFile> Files { get; init; } = [];

    /// <summary>What a restored installation needs and this backup does not hold.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public BackedUpDatabase? Database(string name) => Databases.FirstOrDefault(database => database.Name == name);

    /// <summary>On disk when it returns, whole or not at all.</summary>
    public void Write(string folder)
    {
        var text = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, JsonOutput.Options) + "\n");
        WriteFile(
            Path.Combine(folder, "manifest.sha256"),
            Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(text))}  {FileName}\n"));
        var draft = Path.Combine(folder, FileName + ".tmp");
        WriteFile(draft, text);
        File.Move(draft, Path.Combine(folder, FileName));
    }

    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <exception cref="CommandException">It is damaged, or of a newer form.</exception>
    public static BackupManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var text = File.ReadAllBytes(path);
        var expected = File.ReadAllText(Path.Combine(folder, "manifest.sha256")).Split(' ')[0];
        if (Convert.ToHexStringLower(SHA256.HashData(text)) != expected)
        {
            throw CommandException.Failed(
                $"{path} is damaged: its SHA-256 is not the one in manifest.sha256", "Use another backup.");
        }

        var manifest = JsonSerializer.Deserialize<BackupManifest>(text, JsonOutput.Options)!;
        return manifest.Format <= CurrentFormat
            ? manifest
            : throw CommandException.Usage(
                $"{path} is of form {manifest.Format}, written by {manifest.Program}; this program reads forms up to "
                + $"{CurrentFormat}",
                "Use the version of the program that wrote it, or a newer one.");
    }

    private static void WriteFile(string path, byte[] content)
    {
        using var file = new FileStream(path, PrivateFiles.Options(FileMode.Create, FileAccess.Write));
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}

/// <param name="Name">registry, repository, audit or client.</param>
/// <param name="File">Beside the manifest.</param>
/// <param name="Size">Octets.</param>
/// <param name="Sha256">In hexadecimal.</param>
/// <param name="CopiedAt">The moment that it shows.</param>
/// <param name="Tables">The last migration of each set of tables: its version.</param>
internal sealed record BackedUpDatabase(
    string Name, string File, long Size, string Sha256, DateTimeOffset CopiedAt,
    IReadOnlyDictionary<string, int> Tables);

/// <param name="File">Beside the manifest.</param>
/// <param name="Size">Octets.</param>
/// <param name="Sha256">In hexadecimal.</param>
/// <param name="Source">Where it was; null: beside the databases, under the same name.</param>
internal sealed record BackedUpFile(string File, long Size, string Sha256, string? Source = null);

/// <summary>The documents of a backup.</summary>
internal sealed record BackedUpContent
{
    /// <summary>Disk, Sql or S3.</summary>
    public required string Store { get; init; }

    /// <summary>False: the octets are where they were, in the database itself or in a store of its own.</summary>
    public bool IsCopied { get; init; }

    /// <summary>The list of what was copied; see <see cref="ContentList"/>.</summary>
    public BackedUpFile? List { get; init; }

    /// <summary>Published, or waiting for the registry's word.</summary>
    public long Documents { get; init; }

    /// <summary>Octets of the documents.</summary>
    public long Octets { get; init; }

    /// <summary>How many of them no earlier backup in this folder had.</summary>
    public long CopiedDocuments { get; init; }

    public long CopiedOctets { get; init; }

    /// <summary>Submissions whose fate is open; they are settled after a restore, as after a restart.</summary>
    public long OpenSubmissions { get; init; }

    /// <summary>Documents that were registered while the backup ran, and belong to the next one.</summary>
    public long RegisteredMeanwhile { get; init; }

    /// <summary>Documents that were removed while the backup ran (ITI-86).</summary>
    public IReadOnlyList<string> RemovedMeanwhile { get; init; } = [];

    /// <summary>Entries of the registry without a document, of which this many at most are listed.</summary>
    public long EntriesWithoutDocument { get; init; }

    public IReadOnlyList<string> FirstEntriesWithoutDocument { get; init; } = [];

    /// <summary>Documents that are damaged or missing where they should be.</summary>
    public IReadOnlyList<DamagedDocument> Damaged { get; init; } = [];
}

/// <param name="UniqueId">As the registry knows it.</param>
/// <param name="ContentKey">As the content store knows it.</param>
/// <param name="Problem">In words.</param>
internal sealed record DamagedDocument(string UniqueId, string ContentKey, string Problem);
