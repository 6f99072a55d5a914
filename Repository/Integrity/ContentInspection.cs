using System.Runtime.CompilerServices;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Integrity;

/// <summary>
/// Compares the list of documents with the content store, both ways, while the repository runs or does not. Changes
/// nothing.
/// </summary>
internal sealed class ContentInspection(ContentVault vault, ReaderPool readers)
{
    /// <summary>How many documents there are, and how many octets they have.</summary>
    public (long Documents, long Octets) Totals => readers.Read(DocumentStore.Totals);

    /// <param name="isQuick">Only whether each is there and as long as it should be; else all octets are read.</param>
    /// <param name="progress">Told the octets that were dealt with.</param>
    /// <param name="cancel">Stops it.</param>
    public async IAsyncEnumerable<ContentFinding> RunAsync(
        bool isQuick, IProgress<long> progress, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (long after = 0; DocumentsAfter(after) is { Count: > 0 } documents; after = documents[^1].Key)
        {
            foreach (var document in documents)
            {
                if (await FindingAsync(document, isQuick, cancel) is { } finding)
                {
                    yield return finding;
                }

                progress.Report(document.Size);
            }
        }

        await foreach (var stored in vault.Store.ListAsync(cancel))
        {
            if (readers.Read(session => Owner(session, stored)) is { } finding)
            {
                yield return finding;
            }
        }
    }

    private List<StoredDocument> DocumentsAfter(long key) =>
        readers.Read(session => DocumentStore.After(session, key));

    private async Task<ContentFinding?> FindingAsync(StoredDocument document, bool isQuick, CancellationToken cancel)
    {
        try
        {
            await (isQuick
                ? ContentVerifier.OpenAsync(vault, document.Content, cancel)
                : ContentVerifier.VerifyAsync(vault, document.Content, cancel));
            return null;
        }
        catch (IOException) when (IsGone(document))
        {
            // Removed, or settled otherwise, while we looked.
            return null;
        }
        catch (ContentDamagedException damaged)
        {
            return Finding(ContentFindingKind.Damaged, document, damaged);
        }
        catch (IOException unreadable)
        {
            return Finding(ContentFindingKind.Unreadable, document, unreadable);
        }
    }

    private bool IsGone(StoredDocument document) =>
        readers.Read(session => DocumentStore.FindByContentKey(session, document.Content.Key)) is null;

    private static ContentFinding Finding(ContentFindingKind kind, StoredDocument document, IOException reason) =>
        new(kind, document.Content.Key, document.UniqueId, reason.Message);

    /// <summary>
    /// Staged octets without a document belong to a request under way, or to a crash: the service knows.
    /// </summary>
    private static ContentFinding? Owner(ReadSession session, StoredContent stored)
    {
        var owner = DocumentStore.FindByContentKey(session, stored.Key);
        return owner is null
            ? stored.IsStaged || LooseContent.Has(session, stored.Key)
                ? null
                : new ContentFinding(
                    ContentFindingKind.Ownerless, stored.Key, null, $"{stored.Size} octets belong to no document")
            : stored.IsStaged && owner.State == DocumentState.Published
                ? new ContentFinding(
                    ContentFindingKind.NotInPlace, stored.Key, owner.UniqueId, "published, and still staged")
                : null;
    }
}
