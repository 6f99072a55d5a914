using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Soap;

/// <summary>Keeps every attachment whose end was reached.</summary>
internal sealed class CollectingSink : IAttachmentSink
{
    public List<(AttachmentHeaders Headers, byte[] Content)> Received { get; } = [];

    public int Begun { get; private set; }

    public async ValueTask ReceiveAsync(AttachmentHeaders headers, Stream content, CancellationToken cancel)
    {
        Begun++;
        var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancel);
        Received.Add((headers, bytes.ToArray()));
    }

    public byte[] this[string contentId] => Received.Single(r => r.Headers.ContentId == contentId).Content;
}
