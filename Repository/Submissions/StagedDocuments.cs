using XdsDmp.Repository.Content;
using XdsDmp.Soap;

namespace XdsDmp.Repository.Submissions;

/// <summary>
/// Where the attachments of one request go: into the content store's staging, as they arrive. What nobody takes over is
/// removed when the request ends, however it ends.
/// </summary>
internal sealed class StagedDocuments(ContentVault vault) : IAttachmentSink, IAsyncDisposable
{
    private readonly Dictionary<string, StagedContent> _byContentId = new(StringComparer.Ordinal);
    private readonly List<StagedContent> _owned = [];

    public IReadOnlyDictionary<string, StagedContent> ByContentId => _byContentId;

    public async ValueTask ReceiveAsync(AttachmentHeaders headers, Stream content, CancellationToken cancel)
    {
        _byContentId.Add(headers.ContentId, await StageAsync(content, cancel));
    }

    public Stream? Reopen(string contentId) =>
        _byContentId.TryGetValue(contentId, out var staged) ? vault.OpenStream(staged.Reference) : null;

    /// <summary>A document that came inside the envelope takes the same road.</summary>
    public ValueTask<StagedContent> ReceiveInlineAsync(byte[] content, CancellationToken cancel) =>
        StageAsync(new MemoryStream(content, writable: false), cancel);

    /// <summary>A document that was made for this request; it goes with it.</summary>
    public async ValueTask<StagedContent> StageAsync(Stream content, CancellationToken cancel)
    {
        var staged = await vault.StageAsync(content, cancel);
        _owned.Add(staged);
        return staged;
    }

    /// <summary>These are the submission's now.</summary>
    public void HandOver(IEnumerable<StagedContent> documents)
    {
        var handedOver = documents.ToHashSet();
        _owned.RemoveAll(handedOver.Contains);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var staged in _owned)
        {
            await ContentMove.Removal(staged.Key).FollowAsync(vault);
        }
    }
}
