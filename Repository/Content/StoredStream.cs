using XdsDmp.Soap.Multipart;

namespace XdsDmp.Repository.Content;

/// <summary>Octets as a content store has them, from their start; closes them.</summary>
internal sealed class StoredStream(IContent content) : ReadOnlyStream
{
    private long _offset;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await content.ReadAsync(buffer, _offset, cancellationToken);
        _offset += count;
        return count;
    }

    public override async ValueTask DisposeAsync()
    {
        await content.DisposeAsync();
        await base.DisposeAsync();
    }
}
