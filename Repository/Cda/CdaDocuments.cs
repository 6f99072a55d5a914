using XdsDmp.Metadata.Cda;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Repository.Submissions;

namespace XdsDmp.Repository.Cda;

/// <summary>
/// Compares the header of each CDA document with its entry, before the registry hears of it (profile Dmp). The bytes
/// are read from where they were staged, once, and stay as they are.
/// </summary>
internal static class CdaDocuments
{
    public static async Task CheckAsync(
        RepositoryNode repository, DmpRuleSettings settings, IReadOnlyList<ReceivedDocument> documents,
        RegistryErrors errors, CancellationToken cancel)
    {
        foreach (var document in documents)
        {
            var entry = new DocumentEntry(document.Entry);
            if (CdaRules.Concerns(entry))
            {
                await using var content = repository.Content.OpenStream(document.Content.Reference);
                CdaRules.Check(entry, await CdaHeaderReader.ReadWholeAsync(content, cancel), settings, errors);
            }
        }
    }
}
