using XdsDmp.Audit.Events;
using XdsDmp.Hosting;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Content.Encryption;
using XdsDmp.Repository.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Integrity;

/// <summary>
/// Mends what <see cref="ContentInspection"/> finds. Nothing is overwritten: a damaged document is stored anew from a
/// copy that has its hash, under another key, and the damaged octets stay until somebody has them removed.
/// </summary>
internal sealed class ContentRepair(
    ContentVault vault, MasterKeys masterKeys, GroupCommitWriter writer, ReaderPool readers, AuditTrail audit,
    TimeProvider clock)
{
    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Puts published octets in their place.</summary>
    public ValueTask PublishAsync(ContentFinding finding, CancellationToken cancel) =>
        vault.PublishAsync(finding.Key, cancel);

    /// <summary>Deletes octets that no document owns; false: one does by now.</summary>
    public async Task<bool> RemoveAsync(ContentFinding finding, CancellationToken cancel)
    {
        var isLoose = await writer.WriteAsync(session =>
        {
            if (DocumentStore.FindByContentKey(session, finding.Key) is not null)
            {
                return false;
            }

            LooseContent.Add(session, finding.Key, Now);
            return true;
        });
        if (isLoose)
        {
            await vault.RemoveAsync(finding.Key, cancel);
            await writer.WriteAsync(session => LooseContent.Forget(session, [finding.Key]));
        }

        return isLoose;
    }

    /// <summary>Marks the document as damaged, so that the service knows without having read it.</summary>
    public async Task MarkAsync(ContentFinding finding) => await writer.WriteAsync(session =>
    {
        if (DocumentStore.FindByContentKey(session, finding.Key) is { } document
            && DamageStore.Mark(session, document, finding.Reason, Now))
        {
            audit.Append(session, [DocumentDamageEvent.Build(
                audit.Node, audit.Now, document.UniqueId, document.Patient, finding.Reason)]);
        }
    });

    /// <summary>
    /// Stores a damaged document anew from the first copy that is it, as it was stored (sealed or not) or as it was
    /// sent.
    /// </summary>
    /// <returns>The copy that was taken; null: none was the document.</returns>
    public async Task<string?> RestoreAsync(
        ContentFinding finding, IEnumerable<string> copies, CancellationToken cancel)
    {
        if (readers.Read(session => DocumentStore.FindByContentKey(session, finding.Key)) is not { } document)
        {
            return null;
        }

        foreach (var file in copies)
        {
            if (await OpenCopyAsync(file, document.Content, cancel) is { } copy)
            {
                await using (copy)
                {
                    await StoreAnewAsync(document, copy, file, cancel);
                    return file;
                }
            }
        }

        return null;
    }

    private async Task StoreAnewAsync(StoredDocument document, Stream copy, string file, CancellationToken cancel)
    {
        var staged = await vault.StageAsync(copy, cancel);
        if (!staged.Sha256.AsSpan().SequenceEqual(document.Content.Sha256))
        {
            await vault.RemoveAsync(staged.Key, cancel);
            throw new ContentDamagedException($"{file} has changed while it was read");
        }

        var isMoved = await writer.WriteAsync(session =>
        {
            var isMoved = DocumentStore.Move(session, document, staged.Reference, Now);
            if (isMoved)
            {
                audit.Append(session, [DocumentDamageEvent.BuildRepaired(
                    audit.Node, audit.Now, document.UniqueId, document.Patient,
                    $"content {document.Content.Key} was stored anew as {staged.Key} from a copy")]);
            }

            return isMoved;
        });
        await (isMoved ? vault.PublishAsync(staged.Key, cancel) : vault.RemoveAsync(staged.Key, cancel));
    }

    /// <summary>The document as a stream, when the file is it; null when it is not.</summary>
    private async Task<Stream?> OpenCopyAsync(string file, ContentReference document, CancellationToken cancel)
    {
        foreach (var seal in new[] { null, document.Seal }.Distinct())
        {
            var one = new ContentVault(new OneFile(document.Key, file), masterKeys, long.MaxValue);
            var reference = document with { Seal = seal };
            try
            {
                await ContentVerifier.VerifyAsync(one, reference, cancel);
                return one.OpenStream(reference);
            }
            catch (IOException)
            {
                // Another size, another hash, no key: it is not the document, or not in this form.
            }
        }

        return null;
    }

    /// <summary>A content store of one file, to be read only.</summary>
    private sealed class OneFile(string key, string file) : IContentStore
    {
        public ValueTask<IContent?> OpenAsync(string asked, CancellationToken cancel) =>
            ValueTask.FromResult<IContent?>(asked == key ? new FileContent(File.OpenHandle(file)) : null);

        public ValueTask WriteAsync(string asked, Stream octets, CancellationToken cancel) => throw ReadOnly();

        public ValueTask PublishAsync(string asked, CancellationToken cancel) => throw ReadOnly();

        public ValueTask RemoveAsync(string asked, CancellationToken cancel) => throw ReadOnly();

        public IAsyncEnumerable<StagedKey> StagedAsync(CancellationToken cancel) => throw ReadOnly();

        public IAsyncEnumerable<StoredContent> ListAsync(CancellationToken cancel) => throw ReadOnly();

        public ValueTask<StoreHealth> CheckAsync(CancellationToken cancel) => throw ReadOnly();

        private NotSupportedException ReadOnly() => new($"{file} is only read");
    }
}
