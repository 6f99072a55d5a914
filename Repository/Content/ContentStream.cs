using XdsDmp.Soap.Multipart;

namespace XdsDmp.Repository.Content;

/// <summary>Stored content as a stream, from its start; it is opened by the first read.</summary>
internal sealed class ContentStream(ContentVault vault, ContentReference reference) : ReadOnlyStream
{
    private IContent? _content;
    private long _offset;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _content ??= await vault.OpenAsync(reference, cancellationToken);
        var count = await _content.ReadAsync(buffer, _offset, cancellationToken);
        _offset += count;
        return count;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_content is not null)
        {
            await _content.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _content is not null)
        {
            // Nothing is written here, so there is nothing to wait for.
            _ = _content.DisposeAsync().AsTask();
        }

        base.Dispose(disposing);
    }
}
