using XdsDmp.Repository.Content.Encryption;

namespace XdsDmp.Repository.Content;

/// <summary>
/// The documents' octets as transactions see them. On the way in they are counted, hashed, bounded and, where a master
/// key is set, encrypted; on the way out decrypted. Under it lies any <see cref="IContentStore"/>.
/// </summary>
internal sealed class ContentVault(IContentStore store, MasterKeys masterKeys, long maxDocumentBytes)
{
    public IContentStore Store => store;

    /// <summary>
    /// Takes a document in one pass. When this returns, the octets survive a power failure; if
    /// <paramref name="content"/> fails or is cut off, nothing is left behind.
    /// </summary>
    /// <exception cref="ContentTooLargeException">The document is larger than this repository accepts.</exception>
    /// <exception cref="ContentSpaceException">The store has no room for it.</exception>
    /// <exception cref="ContentUnavailableException">The store does not take it.</exception>
    public async ValueTask<StagedContent> StageAsync(Stream content, CancellationToken cancel)
    {
        var key = Guid.NewGuid().ToString("n");
        using var measured = new MeasuredStream(content, maxDocumentBytes);
        var seal = await WriteAsync(key, measured, cancel);
        var (sha1, sha256) = measured.Hashes();
        return new StagedContent(key, measured.Size, sha1, sha256, seal);
    }

    /// <summary>Opens a document.</summary>
    /// <exception cref="ContentDamagedException">It is not there, or not of its size.</exception>
    /// <exception cref="IOException">The store, or the key that the document is sealed with, cannot be had.</exception>
    public async ValueTask<IContent> OpenAsync(ContentReference reference, CancellationToken cancel)
    {
        var seal = reference.Seal;
        var dataKey = seal is null ? null : masterKeys.Unwrap(reference.Key, seal);
        var content = await store.OpenAsync(reference.Key, cancel)
            ?? throw new ContentDamagedException($"content {reference.Key} is gone");
        var expected = dataKey is null ? reference.Size : SealedChunks.SealedSize(reference.Size);
        if (content.Size != expected)
        {
            var found = content.Size;
            await content.DisposeAsync();
            throw new ContentDamagedException($"content {reference.Key} has {found} octets instead of {expected}");
        }

        return dataKey is null ? content : new UnsealedContent(content, dataKey, reference);
    }

    public Stream OpenStream(ContentReference reference) => new ContentStream(this, reference);

    public ValueTask PublishAsync(string key, CancellationToken cancel) => store.PublishAsync(key, cancel);

    public ValueTask RemoveAsync(string key, CancellationToken cancel) => store.RemoveAsync(key, cancel);

    private async ValueTask<ContentSeal?> WriteAsync(string key, MeasuredStream content, CancellationToken cancel)
    {
        try
        {
            if (masterKeys.Current is not { } master)
            {
                await store.WriteAsync(key, content, cancel);
                return null;
            }

            using var dataKey = DataKey.New();
            await using var octets = new SealingStream(content, dataKey);
            await store.WriteAsync(key, octets, cancel);
            return master.Wrap(key, dataKey);
        }
        catch (Exception trouble) when (
            trouble is IOException or UnauthorizedAccessException && trouble is not ContentSpaceException
            && !content.IsCutOff)
        {
            throw new ContentUnavailableException(trouble.Message, trouble);
        }
    }
}
