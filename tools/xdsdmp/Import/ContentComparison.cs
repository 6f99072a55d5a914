using XdsDmp.CommandLine.Documents;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Import;

/// <summary>Fetches what was taken from both sides once more, and compares the octets.</summary>
internal static class ContentComparison
{
    public static async Task RunAsync(
        ImportSource source, XdsClient target, TakenObjects taken, PatientObjects here, ImportOptions options,
        PatientResult result, CancellationToken cancel)
    {
        var entries = here.Documents.ToDictionary(it => it.Id);
        foreach (var document in taken.Documents.Where(it => entries.ContainsKey(it.Id)).DistinctBy(it => it.UniqueId))
        {
            var there = await HashAsync(
                source.Client, document, options, cancel, source.RepositoryOf(document.RepositoryUniqueId));
            var ours = await HashAsync(target, entries[document.Id], options, cancel);
            result.ComparedDocuments++;
            if (there is null || there != ours)
            {
                result.Differences.Add(
                    $"document {document.UniqueId}: its octets differ, or one side does not give it");
            }
        }
    }

    private static async Task<string?> HashAsync(
        XdsClient client, DocumentEntry document, ImportOptions options, CancellationToken cancel,
        Uri? repository = null)
    {
        using var saved = new SavedContents(options.Drafts, Backups.NoProgress.Instance);
        var response = await client.RetrieveAsync(
            [new DocumentRequest(document.RepositoryUniqueId ?? "", document.UniqueId!, document.HomeCommunityId)],
            saved, _ => document.PatientId?.ToString(), cancel, repository);
        return response.Documents.Select(it => $"{it.Content.Size} {it.Content.Sha1}").FirstOrDefault();
    }
}
