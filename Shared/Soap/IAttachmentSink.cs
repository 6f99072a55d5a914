namespace XdsDmp.Soap;

/// <summary>Takes attachments while they arrive: the repository stages them, a client saves them.</summary>
public interface IAttachmentSink
{
    /// <summary>
    /// Reads <paramref name="content"/> to its end. A message that breaks off makes the stream throw, so content whose
    /// end was reached is whole; the message is whole only when the reader has returned.
    /// </summary>
    ValueTask ReceiveAsync(AttachmentHeaders headers, Stream content, CancellationToken cancel);

    /// <summary>
    /// Content that was received, once more from its start, for a signature that covers it; null: there is none under
    /// this Content-ID, or it cannot be read again.
    /// </summary>
    Stream? Reopen(string contentId) => null;
}
