using XdsDmp.Soap.Multipart;

namespace XdsDmp.Repository.Content;

/// <summary>Open content as a stream, from its start; closes it.</summary>
internal sealed class ContentStream(IContent content) : ReadOnlyStream
{
    private long _offset;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await content.ReadAsync(buffer, _offset, cancellationToken);
        _offset += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }
}
