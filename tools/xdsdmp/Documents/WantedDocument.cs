using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.CommandLine.Documents;

/// <summary>A document to be retrieved, with what the registry says of it, if it was asked.</summary>
internal sealed record WantedDocument(string UniqueId, string RepositoryUniqueId)
{
    public string? Hash { get; private init; }

    public long? Size { get; private init; }

    public string? PatientId { get; private init; }

    /// <summary>Asks the registry by GetDocuments, once for unique ids and once for entryUUIDs.</summary>
    public static async Task<IReadOnlyList<WantedDocument>> FindAsync(
        XdsClient client, ClientSettings settings, IReadOnlyList<string> ids, string? repositoryId,
        CancellationToken cancel)
    {
        var byUuid = ids.Where(IsUuid).ToList();
        var byUniqueId = ids.Where(id => !IsUuid(id)).ToList();
        List<DocumentEntry> entries = [];
        if (settings.Registry is not null)
        {
            entries.AddRange(await AskAsync(client, ParameterNames.DocumentEntryEntryUuid, byUuid, cancel));
            entries.AddRange(await AskAsync(client, ParameterNames.DocumentEntryUniqueId, byUniqueId, cancel));
        }

        var fallback = repositoryId ?? settings.RepositoryUniqueId;
        List<WantedDocument> wanted =
        [
            .. byUuid.Select(id => Of(
                entries.Find(e => e.Rim.Id == id)
                    ?? throw CommandException.Failed($"the registry knows no document {id}"), repositoryId)),
            .. byUniqueId.Select(id => entries.Find(e => e.UniqueId == id) is { } entry
                ? Of(entry, repositoryId)
                : new WantedDocument(id, fallback
                    ?? throw CommandException.Usage("which repository has it?", "Name it: --repository-id OID"))),
        ];

        // Two entries may share a document: it is fetched once.
        return [.. wanted.DistinctBy(document => (document.RepositoryUniqueId, document.UniqueId))];
    }

    /// <summary>Null when what arrived is what was registered, or nobody knows.</summary>
    public string? ProblemOf(SavedContent content) => ProblemOf(Size, Hash, content);

    /// <summary>The same of an entry's size and hash.</summary>
    public static string? ProblemOf(long? registeredSize, string? registeredHash, SavedContent content) =>
        registeredSize is { } size && size != content.Size ? $"{content.Size} bytes arrived, {size} are registered"
        : registeredHash is { } hash && !hash.Equals(content.Sha1, StringComparison.OrdinalIgnoreCase)
            ? $"its hash is {content.Sha1}, registered is {hash}"
        : null;

    private static bool IsUuid(string id) => id.StartsWith(EntryUuid.Prefix, StringComparison.OrdinalIgnoreCase);

    private static WantedDocument Of(DocumentEntry entry, string? repositoryId) =>
        new(entry.UniqueId ?? "", repositoryId ?? entry.RepositoryUniqueId ?? "")
        {
            Hash = entry.Hash,
            Size = entry.Size,
            PatientId = entry.PatientId?.ToString(),
        };

    private static async Task<IEnumerable<DocumentEntry>> AskAsync(
        XdsClient client, string parameter, List<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var slots = new QueryArguments(StoredQueryDefinitions.GetDocuments, text => throw new ArgumentException(text));
        slots.Add(StoredQuerySubcommand.OptionNameOf(parameter), ids);
        var answer = await client.QueryAsync(
            new StoredQueryRequest(StoredQueryDefinitions.GetDocuments.Id, QueryReturnType.LeafClass, slots.ToSlots()),
            null, cancel);
        if (answer.Response.Status == ResponseStatus.Failure)
        {
            RegistryErrorLines.Write(answer.Response);
            throw CommandException.Failed("the registry refused to say what it knows of the documents");
        }

        return new FoundObjects(answer.Objects).Documents;
    }
}
