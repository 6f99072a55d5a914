using System.Text.Json;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Serving;

/// <summary>
/// The identifiers that registered documents bear for ever, hence chosen once for a data folder: the repository's
/// unique id and the authority that assigns its patients' ids.
/// </summary>
internal sealed record NodeIdentity(string RepositoryUniqueId, string AssigningAuthority)
{
    /// <summary>The authority of the IHE test domain.</summary>
    public const string DefaultAuthority = "1.3.6.1.4.1.21367.2005.13.20.1000";

    /// <param name="folder">Where they are kept.</param>
    /// <param name="repositoryUniqueId">As configured; wins over what is kept, and is kept when nothing is.</param>
    /// <param name="assigningAuthority">Likewise.</param>
    public static NodeIdentity Ensure(DataFolder folder, string? repositoryUniqueId, string? assigningAuthority)
    {
        var kept = Read(folder.Identity);
        var chosen = new NodeIdentity(
            Checked(repositoryUniqueId, "Repository:RepositoryUniqueId") ?? kept?.RepositoryUniqueId
                ?? Oid.Of(Guid.NewGuid()),
            Checked(assigningAuthority, "Registry:AssigningAuthorities:0") ?? kept?.AssigningAuthority
                ?? DefaultAuthority);
        if (kept is null)
        {
            File.WriteAllText(folder.Identity, JsonSerializer.Serialize(chosen, JsonOutput.Options) + "\n");
        }
        else if (chosen.RepositoryUniqueId != kept.RepositoryUniqueId)
        {
            Screen.Warn(
                $"documents in {folder.Root} were registered under repositoryUniqueId {kept.RepositoryUniqueId}; "
                + $"under {chosen.RepositoryUniqueId} nobody will find them");
        }

        return chosen;
    }

    /// <summary>The authority of a folder that may not have been started yet.</summary>
    public static string AuthorityOf(DataFolder folder) =>
        Read(folder.Identity)?.AssigningAuthority ?? DefaultAuthority;

    /// <summary>As they were chosen; null: nothing was started here yet.</summary>
    public static NodeIdentity? Find(DataFolder folder) => Read(folder.Identity);

    private static NodeIdentity? Read(string path)
    {
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize<NodeIdentity>(File.ReadAllText(path), JsonOutput.Options)
                : null;
        }
        catch (JsonException damaged)
        {
            throw CommandException.Usage(
                $"{path} cannot be read: {damaged.Message}",
                "It holds the repositoryUniqueId of the stored documents: restore it rather than delete it.", damaged);
        }
    }

    private static string? Checked(string? oid, string key) => oid is null || Oid.IsValid(oid)
        ? oid
        : throw CommandException.Usage($"{key}: '{oid}' is not an OID (digits and dots, at most 64 characters)");
}
